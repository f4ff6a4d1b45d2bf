using System.Globalization;
using AiScholar.Rl.Training.Ticks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Usage = """
    usage: AiScholar.Rl.Training ticks --output FILE [--seed N] [--steps N] [--fonts FOLDER] [--threads N] [--preview PNG]
      Trains the reader of tick labels on labels that this program draws. FOLDER holds fonts of free licences (default /usr/share/fonts);
      fonts.sh fetches those that the shipped weights were trained with.
    """;

if (args.Length == 0 || args[0] != "ticks")
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    TickTrainingSettings settings = TickTrainingSettings.Parse(args.AsSpan(1));
    if (settings.Preview is { } preview)
        SampleSheet.Write(settings, preview);
    else
        TickTrainer.Run(settings);
    return 0;
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Usage);
    return 2;
}
