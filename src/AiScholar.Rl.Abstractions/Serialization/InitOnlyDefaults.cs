using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiScholar.Rl;

/// <summary>
/// Keeps the initial values of init-only properties that JSON leaves out. Source-generated contracts set every init-only property in an
/// object initialiser, to nothing where the JSON is silent; here the object is made first, and only what the JSON has is set.
/// </summary>
internal static class InitOnlyDefaults
{
    /// <summary>The contract of the same options, with initial values kept.</summary>
    public static JsonTypeInfo For(JsonTypeInfo contract)
    {
        if ((contract.Options.TypeInfoResolver ?? contract.OriginatingResolver) is not { } resolver)
            return contract;
        var options = new JsonSerializerOptions(contract.Options) { TypeInfoResolver = resolver.WithAddedModifier(Keep) };
        options.MakeReadOnly();
        return options.GetTypeInfo(contract.Type);
    }

    /// <summary>Changes a contract; a modifier for <see cref="JsonTypeInfoResolver.WithAddedModifier"/>.</summary>
    public static void Keep(JsonTypeInfo contract)
    {
        if (contract.Kind != JsonTypeInfoKind.Object || contract.CreateObject is not null || contract.Type.GetConstructor(Type.EmptyTypes) is not { } constructor)
            return;
        (JsonPropertyInfo Property, MethodInfo? Setter)[] initOnly = [.. contract.Properties
            .Where(property => property.AttributeProvider is PropertyInfo { SetMethod: { } setter } && IsInitOnly(setter))
            .Select(property => (property, ((PropertyInfo)property.AttributeProvider!).SetMethod))];
        if (initOnly.Length == 0)
            return;
        ConstructorInvoker create = ConstructorInvoker.Create(constructor);
        contract.CreateObject = () => create.Invoke();
        foreach ((JsonPropertyInfo property, MethodInfo? setter) in initOnly)
        {
            MethodInvoker set = MethodInvoker.Create(setter!);
            property.Set = (model, value) => set.Invoke(model, value);
        }
    }

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
