using System.Reflection;
using System.Text.Json;

namespace AiScholar.Rl.Abstractions.Tests.Serialization;

/// <summary>Makes a model with every property set to something that is not its default.</summary>
internal static class SampleModels
{
    private const int DeepestContent = 12;

    public static IEnumerable<Type> DataModels => typeof(VisualElement).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && !type.IsInterface && !type.IsEnum && IsRecord(type));

    public static object Create(Type type, string name = "value", int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Create(underlying, name, depth);
        if (type == typeof(string))
            return $"{name} é \"<&>\" 中";
        if (type == typeof(int))
            return 3 + name.Length;
        if (type == typeof(long))
            return 5_000_000_000 + name.Length;
        if (type == typeof(double))
            return 0.1 + name.Length;
        if (type == typeof(bool))
            return true;
        if (type == typeof(byte))
            return (byte)(100 + name.Length);
        if (type == typeof(TimeSpan))
            return TimeSpan.FromSeconds(90.5 + name.Length);
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 11, 3, 10, 20, 30, 456, TimeSpan.FromHours(2));
        if (type == typeof(JsonElement))
            return JsonElement.Parse("""{"nested":[1.50,null,"é"],"kind":"mine"}""");
        if (type == typeof(ReadOnlyMemory<float>))
            return new ReadOnlyMemory<float>([0.1f, -2.5f, float.Epsilon, float.MaxValue]);
        if (type == typeof(ReadOnlyMemory<byte>))
            return new ReadOnlyMemory<byte>([0, 1, 254, 255]);
        if (type == typeof(FeatureSet))
        {
            FeatureSet features =
            [
                Feature.Numeric("age", 0.1, "user"), Feature.Categorical("role", "student", "user"), Feature.FreeText("query", "graphène \"x\""),
                Feature.Embedding("topic", new float[] { 1, -0.5f }), Feature.Tags("tags", ["a", "b"]),
            ];
            return features;
        }

        if (type == typeof(Feature))
            return Feature.Numeric(name, 0.5, "space");
        if (type == typeof(ElementContent))
            return new EquationContent { Text = "E = mc²", Number = "(4)", Latex = "E=mc^2", IsDisplay = false };
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (typeof(IEnumerable<object>).IsAssignableFrom(type) || (type.IsGenericType && type.IsInterface))
            return CreateCollection(type, name, depth);
        if (type.GetMethod("Create", [typeof(string)]) is { IsStatic: true } create)
            return create.Invoke(null, ["custom-kind"])!;
        return CreateRecord(type, depth);
    }

    public static bool IsReadBack(PropertyInfo property) =>
        property.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null && property.SetMethod is { IsPublic: true };

    private static object CreateRecord(Type type, int depth)
    {
        if (depth > DeepestContent)
            throw new InvalidOperationException($"{type} nests itself.");
        object model = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in type.GetProperties().Where(IsReadBack))
            property.SetValue(model, Create(property.PropertyType, property.Name, depth + 1));
        return model;
    }

    private static object CreateCollection(Type type, string name, int depth)
    {
        Type[] arguments = type.GetGenericArguments();
        if (arguments.Length == 2)
        {
            var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            dictionary.Add("Some key", Create(arguments[1], name, depth + 1));
            dictionary.Add("other-key", Create(arguments[1], name, depth + 1));
            return dictionary;
        }

        Array items = Array.CreateInstance(arguments[0], 2);
        for (int i = 0; i < items.Length; i++)
            items.SetValue(Create(arguments[0], name + i, depth + 1), i);
        return items;
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);
}
