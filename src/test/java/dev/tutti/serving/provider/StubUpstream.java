package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A scripted OpenAI-like endpoint on raw sockets: plays one {@link Play} for each request, the last one again and again, and
 * remembers the requests and when clients closed connections that it held open. A model may have a script of its own, by
 * the name that requests ask for. {@link PlayScript} reads plays from text.
 */
public final class StubUpstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One request as it came; {@code text}: its body, not yet read as JSON. */
    public record Request(String head, JsonNode body, String text) {
        public Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }

        public String path() {
            return head.split(" ", 3)[1];
        }
    }

    private final ServerSocket server;
    private final Queue<Play> script = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Play>> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Request> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> closings = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private int playing;

    private StubUpstream(ServerSocket server) {
        this.server = server;
    }

    public static StubUpstream playing(Play... plays) throws IOException {
        StubUpstream stub = new StubUpstream(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        stub.play(plays);
        Thread.ofVirtual().name("stub").start(stub::accept);
        return stub;
    }

    /** An address of this machine at which nobody listens. */
    public static URI deadUrl() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/v1");
        }
    }

    /** One that never takes a connection: its queue is full, so the machine drops whoever knocks. */
    public static StubUpstream deaf() throws IOException {
        StubUpstream stub = new StubUpstream(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        boolean full = false;
        while (!full) {
            Socket waiting = new Socket();
            stub.sockets.add(waiting);
            try {
                waiting.connect(stub.server.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException e) {
                full = true;
            }
        }
        return stub;
    }

    /** What comes next, instead of what was left of the script. */
    public void play(Play... plays) {
        script.clear();
        script.addAll(List.of(plays));
    }

    /** What comes next for requests of that model, which the other script does not concern from now on. */
    public void playFor(String model, Play... plays) {
        scripts.put(model, new ConcurrentLinkedQueue<>(List.of(plays)));
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections clients have opened. */
    public int connections() {
        return sockets.size();
    }

    /** The next request that nobody has awaited yet; fails after ten seconds. */
    public Request awaitRequest() throws InterruptedException {
        Request request = arrivals.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request within 10 s");
        }
        return request;
    }

    /** When ({@link System#nanoTime}) the client closed a held connection; empty when it did not within that time. */
    public Optional<Long> awaitClosed(Duration within) throws InterruptedException {
        return Optional.ofNullable(closings.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Whether all plays are over within that time: each answer written whole, or its connection closed. A play that holds
     * a connection open is over only when the client closes it.
     */
    public synchronized boolean awaitIdle(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (playing > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private synchronized void playing(int change) {
        playing += change;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (!socket.isClosed()) {
                Optional<Request> request = read(socket.getInputStream());
                if (request.isEmpty()) {
                    return;
                }
                Play play = next(request.get());
                playing(1);
                try {
                    requests.add(request.get());
                    arrivals.add(request.get());
                    play.on(new Exchange(socket, request.get()));
                } finally {
                    playing(-1);
                }
            }
        } catch (IOException e) {
            closings.add(System.nanoTime());
        }
    }

    private Play next(Request request) {
        Queue<Play> plays = scripts.getOrDefault(request.body().path("model").asText(), script);
        synchronized (plays) {
            return plays.size() > 1 ? plays.remove() : plays.element();
        }
    }

    private static Optional<Request> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            head.write(b);
        }
        Request bare = new Request(head.toString(StandardCharsets.US_ASCII), JSON.missingNode(), "");
        int length = bare.header("content-length").map(Integer::parseInt).orElse(0);
        byte[] body = in.readNBytes(length);
        return Optional.of(new Request(bare.head(), JSON.readTree(body), new String(body, StandardCharsets.UTF_8)));
    }

    /** One request being answered. */
    public final class Exchange {
        private final Socket socket;
        private final Request request;

        private Exchange(Socket socket, Request request) {
            this.socket = socket;
            this.request = request;
        }

        public Request request() {
            return request;
        }

        /** Whether the answer is wanted as an event stream. */
        public boolean streamed() {
            return request.body().path("stream").asBoolean();
        }

        public void response(int status, String headers, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String more = headers.isEmpty() ? "" : headers + "\r\n";
            raw("HTTP/1.1 " + status + " Stub\r\n" + more + "Content-Length: " + bytes.length + "\r\n\r\n");
            raw(body);
        }

        public void streamHead() throws IOException {
            raw(String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "Content-Type: text/event-stream; charset=utf-8",
                    "Transfer-Encoding: chunked",
                    "",
                    ""));
        }

        /** As one chunk of the transfer encoding. */
        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunk.writeBytes(bytes);
            chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(chunk.toByteArray());
            out.flush();
        }

        public void endStream() throws IOException {
            raw("0\r\n\r\n");
        }

        public void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.UTF_8));
        }

        public void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Lets that much time pass; an {@link IOException} when the client closes the connection meanwhile. */
        public void pause(Duration time) throws IOException {
            socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            try {
                if (socket.getInputStream().read() < 0) {
                    throw new SocketException("closed by the client");
                }
            } catch (SocketTimeoutException e) {
                socket.setSoTimeout(0);
            }
        }

        /** Ends the answer by closing the connection. */
        public void close() throws IOException {
            socket.close();
        }

        /** Waits until the client closes the connection, and notes when it did. */
        public void holdUntilClosed() throws IOException {
            try {
                while (socket.getInputStream().read() >= 0) {
                    // What a client sends now is not asked for.
                }
            } catch (SocketException e) {
                // A reset closes it too.
            }
            closings.add(System.nanoTime());
            socket.close();
        }
    }
}
