using System.Text.Json;

namespace AiScholar.Rl;

/// <summary>JSON of the data models: source-generated, camelCase, enumerations as strings.</summary>
public static class AdvancedRlJson
{
    /// <summary>Options that know the built-in kinds of element content.</summary>
    public static JsonSerializerOptions Default { get; } = CreateOptions(ElementContentRegistry.BuiltIn);

    /// <summary>Options that know the kinds of <paramref name="contents"/> too; take the registry from the services.</summary>
    public static JsonSerializerOptions CreateOptions(ElementContentRegistry contents, bool writeIndented = false)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var options = new JsonSerializerOptions(AdvancedRlJsonContext.Default.Options)
        {
            TypeInfoResolver = AdvancedRlJsonContext.Default,
            WriteIndented = writeIndented,
        };
        options.Converters.Add(new ElementContentJsonConverter(contents));
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Writes a model.</summary>
    public static string Serialize<T>(T value, JsonSerializerOptions? options = null) =>
        JsonSerializer.Serialize(value, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)(options ?? Default).GetTypeInfo(typeof(T)));

    /// <summary>Reads a model.</summary>
    /// <exception cref="AdvancedRlException">The JSON does not fit; code <see cref="AdvancedRlErrorCode.SerializationFailed"/>.</exception>
    public static T Deserialize<T>(string json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)(options ?? Default).GetTypeInfo(typeof(T)))
                ?? throw new JsonException("The JSON is null.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException)
        {
            throw new AdvancedRlException(AdvancedRlErrorCode.SerializationFailed, $"The JSON is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}
