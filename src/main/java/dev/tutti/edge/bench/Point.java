package dev.tutti.edge.bench;

/** Where a way to answer stands: mean score, 0 to 1, and mean cost in USD for 1,000 prompts. */
record Point(double quality, double costPer1000) {
    /** Between this point (share 0) and another (share 1): what mixing the two by chance brings on average. */
    Point mixed(Point other, double share) {
        return new Point(
                quality + share * (other.quality - quality), costPer1000 + share * (other.costPer1000 - costPer1000));
    }
}
