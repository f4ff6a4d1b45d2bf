using System.Globalization;
using AiScholar.Rl.Training.Confidence;
using AiScholar.Rl.Training.Fusion;
using AiScholar.Rl.Training.Ticks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Usage = """
    usage: AiScholar.Rl.Training ticks --output FILE [--seed N] [--steps N] [--fonts FOLDER] [--threads N] [--preview PNG]
      Trains the reader of tick labels on labels that this program draws. FOLDER holds fonts of free licences (default /usr/share/fonts);
      fonts.sh fetches those that the shipped weights were trained with.
    usage: AiScholar.Rl.Training confidence --samples FILE --output FILE
      Fits what turns the evidence of elements into probabilities, on the half to tune of what the measure calibration --half all --predictions FILE wrote.
    usage: AiScholar.Rl.Training fusion --output FOLDER [--seed N] [--papers N] [--epochs N] [--texts FOLDER] [--threads N] [--preview PNG]
      Trains the default weights of element fusion, one file for each integrator, on papers that this program makes up. The rarity of terms is
      counted in the Markdown files below the folder of --texts as well.
    """;

if (args.Length == 0 || args[0] is not ("ticks" or "fusion" or "confidence"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    if (args[0] == "confidence")
    {
        ConfidenceTrainer.Run(args.AsSpan(1));
        return 0;
    }

    if (args[0] == "fusion")
    {
        FusionTrainingSettings fusion = FusionTrainingSettings.Parse(args.AsSpan(1));
        if (fusion.Preview is { } sheet)
            PaperSheet.Write(fusion, sheet);
        else
            await FusionTrainer.RunAsync(fusion);
        return 0;
    }

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
