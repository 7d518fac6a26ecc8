package dev.tutti.edge.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plot of one set: cost, in logarithm, against quality, of single arms, the static mix, level 0, Tutti and the oracle. */
final class RoutingPlot {
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 600;
    private static final int STEPS = 20;
    private static final double NEXT_TO_NOTHING = 1e-6;

    private final SetResult result;
    private final XYChart chart;

    private RoutingPlot(SetResult result) {
        this.result = result;
        this.chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(result.name() + ": what routing costs and brings")
                .xAxisTitle("USD for 1,000 prompts (logarithmic)")
                .yAxisTitle("mean score, %")
                .build();
    }

    /** Writes {@code frontier-SET.svg} into the folder; which file that is. */
    static Path write(SetResult result, Path folder) throws IOException {
        RoutingPlot plot = new RoutingPlot(result);
        plot.draw();
        Path file = folder.resolve("frontier-" + fileName(result.name()) + ".svg");
        VectorGraphicsEncoder.saveVectorGraphic(plot.chart, file.toString(), VectorGraphicsFormat.SVG);
        return file;
    }

    private static String fileName(String set) {
        return set.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    }

    private void draw() {
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(new Color(225, 225, 225));
        chart.getStyler().setMarkerSize(7);
        points(
                "single models and recorded plans",
                List.copyOf(result.arms().values()),
                Color.GRAY,
                SeriesMarkers.CIRCLE);
        curve(StaticMixContender.NAME, Color.BLACK, SeriesMarkers.CROSS);
        curve(BestAgreementRule.NAME, new Color(200, 130, 0), SeriesMarkers.TRIANGLE_UP);
        curve(LevelZeroContender.NAME, new Color(30, 110, 200), SeriesMarkers.SQUARE);
        curve(TuttiContender.FULL_INFORMATION, new Color(200, 30, 40), SeriesMarkers.DIAMOND);
        curve(TuttiContender.BANDIT_LOGS, new Color(230, 130, 160), SeriesMarkers.DIAMOND);
        result.reached(Oracle.NAME, Wish.Title.AT_QUALITY.words())
                .ifPresent(oracle ->
                        points(Oracle.NAME, List.of(oracle.point()), new Color(20, 140, 60), SeriesMarkers.PLUS));
    }

    private void points(String name, List<Point> points, Color color, Marker marker) {
        series(name, points, color, marker).setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }

    /** Between two points chance draws, which is a straight line in dollars and a bent one in their logarithm. */
    private void curve(String contender, Color color, Marker marker) {
        List<Point> points = reached(contender);
        if (points.isEmpty()) {
            return;
        }
        XYSeries line = series(contender, mixed(points), color, SeriesMarkers.NONE);
        line.setLineStyle(new BasicStroke(2));
        points(contender + " (asked for)", points, color, marker);
    }

    /** Where nothing lies between cheap and dear there is no curve, but what came of the wish for the strongest's cost. */
    private List<Point> reached(String contender) {
        List<Point> curve = result.curve(contender);
        return curve.isEmpty()
                ? result.reached(contender, Wish.Title.AT_COST.words()).stream()
                        .map(SetResult.Reached::point)
                        .toList()
                : curve;
    }

    private static List<Point> mixed(List<Point> points) {
        List<Point> mixed = new ArrayList<>(List.of(points.getFirst()));
        for (int i = 1; i < points.size(); i++) {
            for (int step = 1; step <= STEPS; step++) {
                mixed.add(points.get(i - 1).mixed(points.get(i), (double) step / STEPS));
            }
        }
        return mixed;
    }

    private XYSeries series(String name, List<Point> points, Color color, Marker marker) {
        XYSeries series = chart.addSeries(
                name,
                points.stream()
                        .mapToDouble(point -> Math.max(NEXT_TO_NOTHING, point.costPer1000()))
                        .toArray(),
                points.stream().mapToDouble(point -> 100 * point.quality()).toArray());
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setMarker(marker);
        return series;
    }
}
