using System.Globalization;

namespace AiScholar.Rl.Training.Fusion;

/// <summary>What the command line of <c>fusion</c> says.</summary>
internal sealed record FusionTrainingSettings
{
    /// <summary>The folder that the three files of weights are written to.</summary>
    public required string Output { get; init; }

    public int Seed { get; init; } = 1;

    public int Papers { get; init; } = 150;

    public int Epochs { get; init; } = 12;

    public int Threads { get; init; } = 2;

    /// <summary>A folder of texts of a free licence, in which the rarity of terms is counted; null for none.</summary>
    public string? Texts { get; init; }

    /// <summary>Where to write a picture of generated figures instead of training; null to train.</summary>
    public string? Preview { get; init; }

    /// <summary>Parses <c>--name value</c> pairs.</summary>
    /// <exception cref="ArgumentException">An option is unknown, lacks its value or is out of range.</exception>
    public static FusionTrainingSettings Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new FusionTrainingSettings { Output = "" };
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
                throw new ArgumentException($"{arguments[i]} lacks its value.");
            string value = arguments[i + 1];
            settings = arguments[i] switch
            {
                "--output" => settings with { Output = value },
                "--texts" => settings with { Texts = value },
                "--preview" => settings with { Preview = value },
                "--seed" => settings with { Seed = Number(arguments[i], value) },
                "--papers" => settings with { Papers = Number(arguments[i], value) },
                "--epochs" => settings with { Epochs = Number(arguments[i], value) },
                "--threads" => settings with { Threads = Number(arguments[i], value) },
                _ => throw new ArgumentException($"{arguments[i]} is not an option."),
            };
        }

        return settings.Output.Length > 0 || settings.Preview is not null ? settings : throw new ArgumentException("--output is needed: the folder to write the weights to.");
    }

    private static int Number(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"{option} must be a whole number above 0; it is '{value}'.");
}
