using System.Globalization;
using System.Text.Json;
using AiScholar.Rl.Evaluation.Running;
using Spectre.Console;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

IMeasure[] measures = [.. typeof(IMeasure).Assembly.GetTypes()
    .Where(type => !type.IsAbstract && typeof(IMeasure).IsAssignableFrom(type))
    .Select(type => (IMeasure)Activator.CreateInstance(type)!)
    .OrderBy(measure => measure.Name, StringComparer.Ordinal)];

if (args.Length == 0 || args[0] is "--help" or "-h" or "help")
{
    Console.Out.WriteLine("usage: AiScholar.Rl.Evaluation <measure> --data PATH [--seed N] [--limit N] [--predictions PATH] [options]");
    foreach (IMeasure measure in measures)
        Console.Out.WriteLine($"  {measure.Name,-14} {measure.Usage}");
    return args.Length == 0 ? 2 : 0;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancellation.Cancel();
};

try
{
    IMeasure measure = measures.FirstOrDefault(candidate => candidate.Name == args[0])
        ?? throw new MeasureInputException($"'{args[0]}' is not a measure; there are {string.Join(", ", measures.Select(m => m.Name))}.");
    MeasureArguments arguments = MeasureArguments.Parse(args.AsSpan(1));
    if (measure.NeedsData && !Path.Exists(arguments.Data))
        throw new MeasureInputException($"--data: there is no file or folder '{arguments.Data}'.");
    MeasureResult result = await measure.RunAsync(arguments, new MeasureProgress(), cancellation.Token);
    WriteTable(result);
    WriteFigures(measure, arguments, result);
    return 0;
}
catch (MeasureInputException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}

static void WriteTable(MeasureResult result)
{
    var table = new Table { Border = TableBorder.Simple };
    foreach (string column in result.Columns)
        table.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = true });
    foreach (IReadOnlyList<string> row in result.Rows)
        table.AddRow(row.Select(Markup.Escape).ToArray());
    if (Console.IsOutputRedirected)
        AnsiConsole.Profile.Width = 200;
    AnsiConsole.Write(table);
}

static void WriteFigures(IMeasure measure, MeasureArguments arguments, MeasureResult result)
{
    using var buffer = new MemoryStream();
    using (var json = new Utf8JsonWriter(buffer))
    {
        json.WriteStartObject();
        json.WriteString("measure", measure.Name);
        if (measure.NeedsData)
            json.WriteString("data", arguments.Data);
        json.WriteNumber("seed", arguments.Seed);
        json.WriteStartObject("figures");
        foreach ((string figure, double value) in result.Figures)
        {
            if (double.IsFinite(value))
                json.WriteNumber(figure, Math.Round(value, 6));
            else
                json.WriteNull(figure);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
}
