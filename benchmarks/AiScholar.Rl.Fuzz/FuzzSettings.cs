using System.Globalization;

namespace AiScholar.Rl.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record FuzzSettings
{
    public const string Usage = """
        usage: AiScholar.Rl.Fuzz [--count N] [--seconds N] [--seed N] [--first N] [--workers N] [--corpus FOLDER] [--output FOLDER] [--hang-seconds N] [--memory-mb N]
          Analyzes mutated PDFs and pictures in worker processes. A document may be read, or be refused by an SDK exception. A worker that dies, throws
          anything else, works longer than --hang-seconds (default 30) on one input, or holds more than --memory-mb (default 1500) is a failure; the
          inputs of failures are kept under --output. Input I of a seed is always the same: --first I --count 1 repeats it.
        """;

    public int Count { get; init; } = 20_000;

    public int? Seconds { get; init; }

    public int Seed { get; init; } = 1;

    public int First { get; init; }

    public int Workers { get; init; } = Math.Min(2, Environment.ProcessorCount);

    public string? Corpus { get; init; }

    public string? Output { get; init; }

    public int HangSeconds { get; init; } = 30;

    public int MemoryMegabytes { get; init; } = 1500;

    /// <summary>Whether this process is a worker that reads input numbers from its standard input.</summary>
    public bool IsWorker { get; init; }

    /// <exception cref="ArgumentException">An argument is unknown or no number.</exception>
    public static FuzzSettings Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new FuzzSettings();
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (name == "--worker")
            {
                settings = settings with { IsWorker = true };
                continue;
            }

            if (i + 1 == arguments.Length)
                throw new ArgumentException($"{name} is unknown or lacks its value.");
            string value = arguments[++i];
            settings = name switch
            {
                "--count" => settings with { Count = Number(name, value, 1) },
                "--seconds" => settings with { Seconds = Number(name, value, 1), Count = int.MaxValue },
                "--seed" => settings with { Seed = Number(name, value, 0) },
                "--first" => settings with { First = Number(name, value, 0) },
                "--workers" => settings with { Workers = Number(name, value, 1) },
                "--corpus" => settings with { Corpus = value },
                "--output" => settings with { Output = value },
                "--hang-seconds" => settings with { HangSeconds = Number(name, value, 1) },
                "--memory-mb" => settings with { MemoryMegabytes = Number(name, value, 100) },
                _ => throw new ArgumentException($"{name} is unknown."),
            };
        }

        return settings;
    }

    private static int Number(string name, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw new ArgumentException($"{name} is '{value}'; it must be a number of at least {least}.");
}
