using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuickStart;

/// <summary>Colours and progress bars on a terminal, plain text in a pipe or file.</summary>
internal static class Screen
{
    private static readonly bool IsPlain = Console.IsOutputRedirected;

    public static int Width => IsPlain ? 132 : Math.Clamp(AnsiConsole.Profile.Width, 60, 160);

    public static void Step(int number, string title)
    {
        if (IsPlain)
            AnsiConsole.Profile.Width = Width;
        AnsiConsole.WriteLine();
        if (IsPlain)
            AnsiConsole.WriteLine($"== {number}. {title}");
        else
            AnsiConsole.Write(new Rule($"[bold]{number}. {Markup.Escape(title)}[/]").LeftJustified());
        AnsiConsole.WriteLine();
    }

    public static void Line(string text) => AnsiConsole.WriteLine(text);

    public static void Write(IRenderable renderable) => AnsiConsole.Write(renderable);

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = IsPlain ? TableBorder.Ascii : TableBorder.Rounded };
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        foreach (string[] row in rows)
            table.AddRow(row.Select(Markup.Escape).ToArray());
        AnsiConsole.Write(table);
    }

    /// <summary>Runs a long step under a progress bar; it reports the part that is done, 0 to 1.</summary>
    public static async Task<T> ProgressAsync<T>(string title, Func<IProgress<double>, Task<T>> work)
    {
        if (IsPlain)
            return await work(new Bar(null));
        return await AnsiConsole.Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask task = context.AddTask(title, maxValue: 1);
            return work(new Bar(task));
        });
    }

    public static string Shorten(string? text, int length) =>
        text is null ? "" : text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");

    private sealed class Bar(ProgressTask? task) : IProgress<double>
    {
        public void Report(double value)
        {
            if (task is not null)
                task.Value = value;
        }
    }
}
