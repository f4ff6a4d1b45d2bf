namespace QuickStart;

/// <summary>What the user asked for.</summary>
internal sealed record CommandLine(string Paper, bool OnlyDocument, string? Output, int Seed, bool Help)
{
    public const string Usage = "usage: QuickStart [FILE.pdf|png|jpg|tif] [--only-document] [--output DIR] [--seed N]";

    public static CommandLine Parse(string[] args)
    {
        string? paper = null, output = null;
        int seed = 1;
        bool help = false, onlyDocument = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h":
                    help = true;
                    break;
                case "--only-document":
                    onlyDocument = true;
                    break;
                case "--output":
                    output = Value();
                    break;
                case "--seed":
                    if (!int.TryParse(Value(), out seed))
                        throw new InputException($"--seed takes a whole number, not '{args[i]}'.");
                    break;
                case ['-', ..]:
                    throw new InputException($"Unknown option '{args[i]}'; {Usage}");
                default:
                    paper = paper is null ? args[i] : throw new InputException($"One document at a time, not '{paper}' and '{args[i]}'; {Usage}");
                    break;
            }

            string Value() => ++i < args.Length ? args[i] : throw new InputException($"{args[i - 1]} needs a value; {Usage}");
        }

        return new CommandLine(paper ?? Path.Combine(AppContext.BaseDirectory, "paper.pdf"), onlyDocument, output, seed, help);
    }
}

/// <summary>The user gave something that cannot be used: one line on standard error, exit code 2.</summary>
internal sealed class InputException(string message) : Exception(message);
