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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A scripted OpenAI-like endpoint on raw sockets: plays one {@link Play} for each request, the last one again and again, and
 * remembers the requests and when clients closed connections that it held open.
 */
public final class StubUpstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One request as it came. */
    public record Request(String head, JsonNode body) {
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
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Request> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> closings = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

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

    /** What comes next, instead of what was left of the script. */
    public void play(Play... plays) {
        script.clear();
        script.addAll(List.of(plays));
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
                Play play = script.size() > 1 ? script.remove() : script.element();
                requests.add(request.get());
                arrivals.add(request.get());
                play.on(new Exchange(socket, request.get()));
            }
        } catch (IOException e) {
            closings.add(System.nanoTime());
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
        Request bare = new Request(head.toString(StandardCharsets.US_ASCII), JSON.missingNode());
        int length = bare.header("content-length").map(Integer::parseInt).orElse(0);
        return Optional.of(new Request(bare.head(), JSON.readTree(in.readNBytes(length))));
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
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
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
