using System.Globalization;
using AiScholar.Rl.Fuzz;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    FuzzSettings settings = FuzzSettings.Parse(args);
    if (!settings.IsWorker)
        return await new FuzzRun(settings).RunAsync();
    await Worker.RunAsync(settings);
    return 0;
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(FuzzSettings.Usage);
    return 2;
}
