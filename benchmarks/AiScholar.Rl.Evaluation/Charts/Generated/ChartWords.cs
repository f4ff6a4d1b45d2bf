namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>Words for the names and titles of drawn charts.</summary>
internal static class ChartWords
{
    private static readonly string[][] Categories =
    [
        ["Norway", "Kenya", "Japan", "Brazil", "Canada", "Spain", "India", "Egypt", "Peru", "Chad"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        ["Alpha", "Beta", "Gamma", "Delta", "Kappa", "Sigma", "Omega"],
        ["A", "B", "C", "D", "E", "F", "G", "H"],
        ["North", "South", "East", "West", "Centre"],
        ["Oak", "Birch", "Maple", "Pine", "Ash", "Elm", "Larch", "Cedar"],
        ["Wheat", "Rice", "Maize", "Oats", "Rye", "Barley"],
    ];

    private static readonly string[][] Series =
    [
        ["Model A", "Model B", "Model C", "Model D"],
        ["Baseline", "Ours", "Oracle", "Random"],
        ["Control", "Treated", "Placebo", "Recovered"],
        ["Train", "Valid", "Test", "Held out"],
        ["Lower", "Middle", "Upper", "Total"],
    ];

    private static readonly string[] Quantities = ["Time (s)", "Accuracy", "Error rate", "Cost", "Energy (kJ)", "Count", "Speed (km/h)", "Yield", "Depth (m)", "Score", "Growth", "Length (mm)"];

    private static readonly string[] Titles = ["Results by group", "Change over time", "Measured values", "Outcome of the trial", "Samples of the survey", "Comparison"];

    public static string[] PickCategories(Random random, int count)
    {
        string[][] large = [.. Categories.Where(set => set.Length >= count)];
        return large[random.Next(large.Length)][..count];
    }

    public static string[] PickSeries(Random random, int count) => Series[random.Next(Series.Length)][..count];

    public static string PickQuantity(Random random) => Quantities[random.Next(Quantities.Length)];

    public static string? PickTitle(Random random) => random.Next(2) == 0 ? null : Titles[random.Next(Titles.Length)];
}
