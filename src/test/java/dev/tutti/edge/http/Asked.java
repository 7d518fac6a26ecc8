package dev.tutti.edge.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request byte for byte, so that it can be as odd as one likes. {@code target}: path and query as they go out. */
record Asked(String method, String target, Map<String, String> headers, String body) {
    private static final int PATIENCE_MILLIS = 20_000;

    Asked {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("host", "described");
        all.put("connection", "close");
        all.put("content-length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        all.put("authorization", "Bearer " + DescribedProfile.KEY);
        all.putAll(headers);
        headers = all;
    }

    /** What came back; names of headers whatever their case. */
    record Answered(int status, Map<String, String> headers, String body) {
        /** Without its parameters. */
        String type() {
            return headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
        }
    }

    Answered of(URI service) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(head().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return read(socket.getInputStream().readAllBytes());
        }
    }

    private String head() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append("\r\n").toString();
    }

    private static Answered read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer, but: " + text);
        }
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.stream()
                .skip(1)
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        String body = text.substring(end + 4);
        String whole = headers.getOrDefault("transfer-encoding", "").equals("chunked") ? joined(body) : body;
        return new Answered(
                Integer.parseInt(lines.getFirst().split(" ", 3)[1]),
                headers,
                new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** The chunks as one. */
    private static String joined(String chunks) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int length = line < 0 ? 0 : Integer.parseInt(chunks.substring(at, line), 16);
            if (length == 0) {
                return whole.toString();
            }
            whole.append(chunks, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
    }

    @Override
    public String toString() {
        return method + " " + target + " " + headers + " " + (body.length() > 2_000 ? body.substring(0, 2_000) : body);
    }
}
