using System.Globalization;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>What the command line of <c>ticks</c> says.</summary>
internal sealed record TickTrainingSettings
{
    public required string Output { get; init; }

    public int Seed { get; init; } = 1;

    public int Steps { get; init; } = 5000;

    public int Batch { get; init; } = 64;

    public int Threads { get; init; } = 2;

    /// <summary>Where to write a picture of samples instead of training; null to train.</summary>
    public string? Preview { get; init; }

    public string Fonts { get; init; } = "/usr/share/fonts";

    /// <summary>Parses <c>--name value</c> pairs.</summary>
    /// <exception cref="ArgumentException">An option is unknown, lacks its value or is out of range.</exception>
    public static TickTrainingSettings Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new TickTrainingSettings { Output = "" };
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
                throw new ArgumentException($"{arguments[i]} lacks its value.");
            string value = arguments[i + 1];
            settings = arguments[i] switch
            {
                "--output" => settings with { Output = value },
                "--preview" => settings with { Preview = value },
                "--fonts" => settings with { Fonts = value },
                "--seed" => settings with { Seed = Number(arguments[i], value) },
                "--steps" => settings with { Steps = Number(arguments[i], value) },
                "--threads" => settings with { Threads = Number(arguments[i], value) },
                _ => throw new ArgumentException($"{arguments[i]} is not an option."),
            };
        }

        return settings.Output.Length > 0 || settings.Preview is not null ? settings : throw new ArgumentException("--output is needed: the file to write the weights to.");
    }

    private static int Number(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"{option} must be a whole number above 0; it is '{value}'.");
}
