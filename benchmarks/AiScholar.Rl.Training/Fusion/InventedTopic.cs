namespace AiScholar.Rl.Training.Fusion;

/// <summary>
/// Topics in words that exist nowhere. Papers to come speak of what no training knew; topics of a closed list would teach a network to know them by heart instead of matching words and
/// looking at pictures.
/// </summary>
internal static class InventedTopic
{
    private static readonly string[] Starts = ["b", "br", "c", "cr", "d", "dr", "f", "fl", "g", "gl", "h", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "sp", "st", "t", "tr", "v", "w", "z"];
    private static readonly string[] Middles = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"];
    private static readonly string[] Ends = ["", "", "n", "r", "l", "s", "x", "m", "nd", "rt", "st"];
    private static readonly string[] Systems = ["film", "network", "sample", "lattice", "cluster", "detector", "population", "model", "circuit", "mixture", "process", "channel", "crystal", "library"];
    private static readonly string[] Quantities =
    [
        "density", "rate", "energy", "temperature", "length", "error", "probability", "coefficient", "intensity", "ratio", "number", "frequency", "distance", "time", "amplitude", "strength", "accuracy", "size",
        "fraction", "variance", "pressure", "momentum", "entropy", "cost",
    ];

    private static readonly string[] Methods = ["model", "method", "algorithm", "fit", "data", "theory", "simulation", "estimate", "scheme", "baseline", "experiment", "approximation"];
    private static readonly string[] Units = ["", "", " (%)", " (s)", " (m)", " (a.u.)", " (K)", " (eV)", " (Hz)", " (kg)"];

    public static PaperTopic Create(Random random)
    {
        string field = Word(random);
        return new PaperTopic(
            [.. Enumerable.Range(0, 6).Select(_ => $"{Word(random)} {Pick(Systems, random)}")],
            [.. Enumerable.Range(0, 12).Select(_ => Quantity(random))],
            [.. Enumerable.Range(0, 6).Select(_ => $"{(random.Next(3) == 0 ? field : Word(random))} {Pick(Methods, random)}")]);
    }

    /// <summary>A quantity as the text names it, then as the axis does.</summary>
    private static string Quantity(Random random)
    {
        string head = Pick(Quantities, random), name = random.Next(4) == 0 ? head : $"{Word(random)} {head}", unit = Pick(Units, random);
        string axis = random.Next(3) switch { 0 => head, 1 => name, _ => $"{char.ToUpperInvariant(head[0])}{(char)('a' + random.Next(26))}" };
        return $"{name}|{axis}{unit}";
    }

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Pick(Starts, random) + Pick(Middles, random) + (random.Next(2) == 0 ? Pick(Ends, random) : "")));

    private static string Pick(string[] choices, Random random) => choices[random.Next(choices.Length)];
}
