package dev.tutti.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Stacks on top of each other, as wide as they were met often: an SVG picture, the outermost frames below. */
final class FlameGraph {
    private static final double WIDTH = 1_600;
    private static final int ROW = 15;
    /** Narrower frames are left out, with all above them. */
    private static final double LEAST = 2;

    private static final double LETTER = 6.2;
    private static final int HUES = 40;

    private final Frame all = new Frame();

    /** {@code stacks}: of each sample the names of its methods, the outermost first. */
    FlameGraph(List<List<String>> stacks) {
        stacks.forEach(all::add);
    }

    void write(Path file) throws IOException {
        int least = (int) Math.ceil(LEAST * all.samples / WIDTH);
        int height = ROW * (all.depth(least) + 1);
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" font-family="monospace" font-size="10">
                """.formatted(WIDTH, height));
        draw("all: " + all.samples + " samples", all, 0, height - ROW, svg);
        Files.writeString(file, svg.append("</svg>\n"));
    }

    private void draw(String name, Frame frame, double x, int y, StringBuilder svg) {
        double width = WIDTH * frame.samples / all.samples;
        if (width < LEAST) {
            return;
        }
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s, %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                        + " fill=\"hsl(%d,80%%,65%%)\"/><text x=\"%.1f\" y=\"%d\">%s</text></g>%n",
                escaped(name),
                100.0 * frame.samples / all.samples,
                x,
                y,
                Math.max(0, width - 0.5),
                ROW - 1,
                Math.floorMod(name.hashCode(), HUES) + 10,
                x + 2,
                y + ROW - 4,
                escaped(shortened(name, width))));
        double next = x;
        for (Map.Entry<String, Frame> inner : frame.inner.entrySet()) {
            draw(inner.getKey(), inner.getValue(), next, y - ROW, svg);
            next += WIDTH * inner.getValue().samples / all.samples;
        }
    }

    /** Class and method without their package, as much as there is room for. */
    private static String shortened(String name, double width) {
        String bare = name.substring(name.lastIndexOf('.', Math.max(0, name.lastIndexOf('.') - 1)) + 1);
        int letters = (int) ((width - 4) / LETTER);
        return letters < 3 ? "" : bare.substring(0, Math.min(bare.length(), letters));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final class Frame {
        private final Map<String, Frame> inner = new TreeMap<>();
        private int samples;

        void add(List<String> stack) {
            samples++;
            Frame frame = this;
            for (String name : stack) {
                frame = frame.inner.computeIfAbsent(name, _ -> new Frame());
                frame.samples++;
            }
        }

        /** Of the frames that are drawn; {@code least}: samples of the narrowest. */
        int depth(int least) {
            return 1
                    + inner.values().stream()
                            .filter(frame -> frame.samples >= least)
                            .mapToInt(frame -> frame.depth(least))
                            .max()
                            .orElse(0);
        }
    }
}
