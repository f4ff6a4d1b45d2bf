using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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
            TypeInfoResolver = AdvancedRlJsonContext.Default.WithAddedModifier(InitOnlyDefaults.Keep),
            WriteIndented = writeIndented,
        };
        options.Converters.Add(new ElementContentJsonConverter(contents));
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Writes a model.</summary>
    /// <exception cref="AdvancedRlException">It holds what JSON cannot: a number that is not finite, content that is not registered; code <see cref="AdvancedRlErrorCode.SerializationFailed"/>.</exception>
    public static string Serialize<T>(T value, JsonSerializerOptions? options = null)
    {
        try
        {
            return JsonSerializer.Serialize(value, TypeInfo<T>(options));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new AdvancedRlException(AdvancedRlErrorCode.SerializationFailed, $"The {typeof(T).Name} cannot be written as JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a model. Unknown properties are skipped, so that a newer version's JSON is read too.</summary>
    /// <exception cref="AdvancedRlException">The JSON does not fit; code <see cref="AdvancedRlErrorCode.SerializationFailed"/>.</exception>
    public static T Deserialize<T>(string json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, TypeInfo<T>(options)) ?? throw new JsonException("The JSON is null.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw new AdvancedRlException(AdvancedRlErrorCode.SerializationFailed, $"The JSON is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions? options) => (JsonTypeInfo<T>)(options ?? Default).GetTypeInfo(typeof(T));
}
