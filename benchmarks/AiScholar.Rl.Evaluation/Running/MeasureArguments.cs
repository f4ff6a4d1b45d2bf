using System.Globalization;

namespace AiScholar.Rl.Evaluation.Running;

/// <summary>The parsed command line of a measure: <c>--name value</c> pairs and bare <c>--flag</c>s.</summary>
public sealed class MeasureArguments
{
    private readonly Dictionary<string, string?> _options;
    private readonly HashSet<string> _read = ["data", "seed", "limit", "predictions"];

    private MeasureArguments(Dictionary<string, string?> options) => _options = options;

    /// <summary>The folder or file with the data (<c>--data</c>, else <c>AISCHOLAR_DATA</c>).</summary>
    public string Data => Text("data") ?? Environment.GetEnvironmentVariable("AISCHOLAR_DATA")
        ?? throw new MeasureInputException("--data PATH is missing (or set AISCHOLAR_DATA).");

    /// <summary>Seed of everything random (<c>--seed</c>, default 0).</summary>
    public int Seed => Integer("seed", 0, int.MinValue);

    /// <summary>At most this many items (<c>--limit</c>), or null for all.</summary>
    public int? Limit => Text("limit") is null ? null : Integer("limit", 0, 1);

    /// <summary>Where to write raw predictions (<c>--predictions</c>), or null.</summary>
    public string? Predictions => Text("predictions");

    /// <summary>The value of <c>--name</c>, or null when absent.</summary>
    public string? Text(string name)
    {
        _read.Add(name);
        return _options.GetValueOrDefault(name);
    }

    /// <summary>Whether the bare <c>--name</c> is given.</summary>
    public bool Flag(string name)
    {
        _read.Add(name);
        return _options.ContainsKey(name);
    }

    /// <summary>The integer value of <c>--name</c>.</summary>
    public int Integer(string name, int otherwise, int minimum)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value >= minimum)
            return value;
        throw new MeasureInputException($"--{name} is '{text}'; it must be a whole number{(minimum > int.MinValue ? $" of at least {minimum}" : "")}.");
    }

    /// <summary>The floating-point value of <c>--name</c>.</summary>
    public double Number(string name, double otherwise, double minimum, double maximum = double.MaxValue)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= minimum && value <= maximum)
            return value;
        throw new MeasureInputException(string.Create(CultureInfo.InvariantCulture, $"--{name} is '{text}'; it must be a number from {minimum} to {maximum}."));
    }

    /// <summary>Fails on options that nothing read: a misspelt option must not pass unseen. A measure calls it once its options are read.</summary>
    public void RejectUnknown()
    {
        foreach (string name in _options.Keys.Where(name => !_read.Contains(name)))
            throw new MeasureInputException($"--{name} is not an option of this measure.");
    }

    /// <summary>Parses what follows the subcommand.</summary>
    public static MeasureArguments Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
                throw new MeasureInputException($"'{argument}' is not an option; options start with --.");
            string name = argument[2..];
            bool hasValue = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            if (!options.TryAdd(name, hasValue ? arguments[++i] : null))
                throw new MeasureInputException($"--{name} is given twice.");
        }

        return new MeasureArguments(options);
    }
}
