using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiScholar.Rl.Abstractions.Tests.Serialization;

[Trait("Category", "Unit")]
public sealed class JsonRoundTripTests
{
    /// <summary>What lives within a call only, or holds what JSON must not: exceptions, documents' bytes.</summary>
    private static readonly Type[] NotStored =
    [
        typeof(DocumentSource), typeof(VisualRegion), typeof(ExtensionFault), typeof(PersonalizationLoop), typeof(PolicyAction),
        typeof(DocumentProgress), typeof(OptimizationProgress), typeof(UnknownContent),
    ];

    public static TheoryData<Type> Models => [.. SampleModels.DataModels.Except(NotStored)];

    [Fact]
    public void Models_AreAllThatTheGuideNames() =>
        Assert.Superset(
            new HashSet<Type>
            {
                typeof(VisualElement), typeof(TextFeatures), typeof(VisualFeatures), typeof(MultiModalFeatures), typeof(UserProfile), typeof(UserContext),
                typeof(AdaptationResult), typeof(PredictedAction), typeof(ResearchWorkflow), typeof(OptimizedWorkflow), typeof(WorkflowSession),
                typeof(WorkflowPatterns), typeof(MetricValue), typeof(HealthMetric), typeof(Feedback), typeof(Decision), typeof(LoggedDecision),
            },
            SampleModels.DataModels.Except(NotStored).ToHashSet());

    [Theory]
    [MemberData(nameof(Models))]
    public void Json_EveryPropertySet_IsWrittenReadAndWrittenTheSame(Type type)
    {
        JsonTypeInfo contract = AdvancedRlJson.Default.GetTypeInfo(type);
        object model = SampleModels.Create(type);

        string json = JsonSerializer.Serialize(model, contract);
        object read = JsonSerializer.Deserialize(json, contract)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, contract));
        AssertEqual(model, read, type.Name);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Json_EveryProperty_IsThereInCamelCase(Type type)
    {
        JsonElement json = JsonSerializer.SerializeToElement(SampleModels.Create(type), AdvancedRlJson.Default.GetTypeInfo(type));
        if (json.ValueKind != JsonValueKind.Object || typeof(ElementContent).IsAssignableFrom(type))
            return;

        Assert.All(type.GetProperties().Where(SampleModels.IsReadBack), property => Assert.True(json.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(property.Name), out _), property.Name));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Json_OnlyWhatIsRequired_IsReadWithDefaults(Type type)
    {
        JsonTypeInfo contract = AdvancedRlJson.Default.GetTypeInfo(type);
        JsonElement all = JsonSerializer.SerializeToElement(SampleModels.Create(type), contract);
        if (type.IsValueType)
            return;
        string[] required = [.. contract.Properties.Where(property => property.IsRequired).Select(property => property.Name)];
        string json = JsonSerializer.Serialize(all.EnumerateObject().Where(property => required.Contains(property.Name)).ToDictionary(property => property.Name, property => property.Value));

        object read = JsonSerializer.Deserialize(json, contract)!;

        Assert.All(
            type.GetProperties().Where(property => SampleModels.IsReadBack(property) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && !IsNullable(property)),
            property => Assert.NotNull(property.GetValue(read)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Json_NullWhereNothingMayBeNull_IsRefused(Type type)
    {
        JsonTypeInfo contract = AdvancedRlJson.Default.GetTypeInfo(type);
        JsonElement all = JsonSerializer.SerializeToElement(SampleModels.Create(type), contract);
        if (all.ValueKind != JsonValueKind.Object)
            return;
        foreach (PropertyInfo property in type.GetProperties().Where(property => SampleModels.IsReadBack(property) && !property.PropertyType.IsValueType && !IsNullable(property)))
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            Dictionary<string, JsonElement?> changed = all.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Name == name ? null : (JsonElement?)pair.Value);

            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(JsonSerializer.Serialize(changed), contract));
        }
    }

    private static bool IsNullable(PropertyInfo property) => new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private static void AssertEqual(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, $"{path}: {expected} became {actual}.");
            return;
        }

        switch (expected)
        {
            case JsonElement json:
                Assert.True(JsonElement.DeepEquals(json, (JsonElement)actual), path);
                break;
            case ReadOnlyMemory<float> floats:
                Assert.Equal(floats.ToArray(), ((ReadOnlyMemory<float>)actual).ToArray());
                break;
            case ReadOnlyMemory<byte> bytes:
                Assert.Equal(bytes.ToArray(), ((ReadOnlyMemory<byte>)actual).ToArray());
                break;
            case string or IFormattable or bool:
                Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}.");
                break;
            case IDictionary dictionary:
                foreach (object key in dictionary.Keys)
                    AssertEqual(dictionary[key], ((IDictionary)actual)[key], $"{path}[{key}]");
                Assert.Equal(dictionary.Count, ((IDictionary)actual).Count);
                break;
            case IEnumerable items:
                object?[] left = [.. items.Cast<object?>()], right = [.. ((IEnumerable)actual).Cast<object?>()];
                Assert.Equal(left.Length, right.Length);
                for (int i = 0; i < left.Length; i++)
                    AssertEqual(left[i], right[i], $"{path}[{i}]");
                break;
            default:
                Assert.Equal(expected.GetType(), actual.GetType());
                foreach (PropertyInfo property in expected.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && (SampleModels.IsReadBack(property) || expected is Feature)))
                    AssertEqual(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
                break;
        }
    }
}
