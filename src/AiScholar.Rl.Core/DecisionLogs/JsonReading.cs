using System.Globalization;
using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>Reads values of a JSON object, or says which is wrong.</summary>
internal static class JsonReading
{
    public static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 1024 } text ? text
        : throw new DecisionLogFormatException($"'{name}' is no text of 1 to 1024 characters.");

    public static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    public static double? Number(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? Finite(value, name) : null;

    public static double Finite(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number
        : throw new DecisionLogFormatException($"'{name}' is no finite number.");

    public static int Index(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int index) ? index : throw new DecisionLogFormatException($"'{name}' is no whole number.");

    /// <summary>A number, or an array of them.</summary>
    public static double[]? Numbers(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => Finite(item, name))]
        : [Finite(value, name)];

    /// <summary>A whole number, or an array of them.</summary>
    public static int[]? Indices(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => Index(item, name))]
        : [Index(value, name)];

    /// <summary>The start of all time when there is none.</summary>
    public static DateTimeOffset Time(JsonElement element, string name) =>
        Text(element, name) is not { } text ? default
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time
        : throw new DecisionLogFormatException($"'{name}' is no time.");
}
