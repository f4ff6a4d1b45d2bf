using System.Text.Json;
using AiScholar.Rl;

namespace QuickStart;

/// <summary>The folder of <c>--output</c>: every result as JSON, every page as SVG.</summary>
internal sealed class OutputFolder
{
    // The SDK's models have source-generated contracts; this sample's own records are left to reflection.
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private readonly JsonSerializerOptions _models;
    private readonly List<string> _files = [];

    public OutputFolder(string path, ElementContentRegistry contents)
    {
        _path = path;
        _models = AdvancedRlJson.CreateOptions(contents, writeIndented: true);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--output: the folder '{path}' cannot be made: {exception.Message}");
        }
    }

    public void WriteModel<T>(string name, T model) => WriteText(name, AdvancedRlJson.Serialize(model, _models));

    public void WriteRecord<T>(string name, T record) => WriteText(name, JsonSerializer.Serialize(record, Plain));

    public void WriteText(string name, string text)
    {
        try
        {
            File.WriteAllText(Path.Combine(_path, name), text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--output: '{name}' cannot be written: {exception.Message}");
        }

        _files.Add(name);
    }

    public void Report()
    {
        Screen.Line("");
        Screen.Line($"Written to {_path}: {string.Join(", ", _files)}");
    }
}
