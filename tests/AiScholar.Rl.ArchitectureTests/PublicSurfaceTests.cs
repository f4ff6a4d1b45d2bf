using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using AiScholar.Rl.Core;
using AiScholar.Rl.ResearchAssistant;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ArchitectureTests;

/// <summary>What the public types look like.</summary>
[Trait("Category", "Unit")]
public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Options that no container binds: who takes them validates them.</summary>
    private static readonly Type[] TakenAsArguments = [typeof(FeatureEncoderOptions), typeof(OffPolicyOptions), typeof(OfflineEvaluationOptions), typeof(DecisionLogOptions), typeof(SequentialPatternOptions), typeof(SequentialRuleOptions), typeof(SessionLogOptions), typeof(XesLogOptions), typeof(CsvLogOptions)];

    public static TheoryData<string> Packages => [.. Repository.Packages];

    public static TheoryData<string> PackagesWithoutTorch => [.. Repository.Packages.Where(package => package != "AiScholar.Rl.Torch")];

    [Theory]
    [MemberData(nameof(PackagesWithoutTorch))]
    public void Signatures_OutsideTorch_HaveNoTensor(string package) =>
        Assert.Empty(Repository.PublicTypes(package)
            .SelectMany(type => Visible(type).SelectMany(TypesOf).Prepend(type.BaseType).Concat(type.GetInterfaces()).Select(used => (type, used)))
            .Where(pair => pair.used is not null && Parts(pair.used).Any(part => part.Assembly.GetName().Name == "TorchSharp" || part.Name == "Tensor"))
            .Select(pair => $"{pair.type}: {pair.used}"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Namespaces_AreThePackagesOrTheRoot(string package)
    {
        string own = package is "AiScholar.Rl.Abstractions" or "AiScholar.Rl.Sdk" ? "AiScholar.Rl" : package;

        Assert.All(Repository.PublicTypes(package), type => Assert.True(type.Namespace == own || (type.Namespace == "AiScholar.Rl" && IsStatic(type)), $"{type} is in {type.Namespace}"));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void ExtensionMethods_OfBuilders_AreInTheRootNamespace(string package) =>
        Assert.All(
            Repository.PublicTypes(package).Where(IsStatic).SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(method => method.IsDefined(typeof(ExtensionAttribute)) && IsBuilder(method.GetParameters()[0].ParameterType)),
            method => Assert.Equal("AiScholar.Rl", method.DeclaringType!.Namespace));

    [Theory]
    [MemberData(nameof(Packages))]
    public void AsynchronousMethods_TakeACancellationTokenLastAndOptional(string package) =>
        Assert.Empty(Repository.PublicTypes(package)
            .SelectMany(type => Visible(type).OfType<MethodInfo>().Where(method => IsAsynchronous(method) && !IsOfAnotherContract(type, method)))
            .Where(method => method.GetParameters().LastOrDefault() is not { IsOptional: true } last || last.ParameterType != typeof(CancellationToken))
            .Select(method => $"{method.DeclaringType}.{method.Name}"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void AsynchronousMethods_EndInAsync(string package) =>
        Assert.Empty(Repository.PublicTypes(package)
            .SelectMany(type => Visible(type).OfType<MethodInfo>())
            .Where(method => IsAsynchronous(method) && !method.IsSpecialName && !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => $"{method.DeclaringType}.{method.Name}"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void OptionsClasses_HaveAValidatorOrAreValidatedWhereTheyAreTaken(string package)
    {
        Type[] all = Repository.Assembly(package).GetTypes();
        Type[] validated = [.. all.SelectMany(type => type.GetInterfaces())
            .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
            .Select(contract => contract.GetGenericArguments()[0])];

        Assert.Empty(Repository.PublicTypes(package).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.IsClass && !IsStatic(type)).Except(validated).Except(TakenAsArguments));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void OptionsClasses_AreDocumentedWithTheirDefaults(string package)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        foreach (Type type in BoundOptions(package))
        {
            int start = page.IndexOf($"(`{type.Name}`)\n", StringComparison.Ordinal);
            Assert.True(start >= 0, $"docs/configuration.md has no section of {type.Name}.");
            int end = page.IndexOf("\n#", start, StringComparison.Ordinal);
            string section = page[start..(end < 0 ? page.Length : end)];
            object defaults = Activator.CreateInstance(type)!;
            foreach (PropertyInfo property in type.GetProperties())
            {
                string row = section.Split('\n').FirstOrDefault(line => line.StartsWith($"| `{property.Name}` |", StringComparison.Ordinal)) ?? "";
                Assert.True(row.Length > 0, $"docs/configuration.md does not document {type.Name}.{property.Name}.");
                if (property.GetValue(defaults) is { } value and not string and not System.Collections.IEnumerable)
                    Assert.Contains(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!, row.Split('|')[2].Replace("`", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void OptionsTakenAsArguments_OutOfRange_AreRefused()
    {
        var database = new SequenceDatabaseBuilder().Build();

        Assert.Throws<ValidationException>(() => new FeatureEncoder(new FeatureEncoderOptions { MaxFeatures = 0 }));
        Assert.Throws<ValidationException>(() => OffPolicyEvaluator.Evaluate([], (_, _) => { }, new OffPolicyOptions { Folds = 1 }));
        Assert.Throws<ValidationException>(() => DsjsonLog.ReadAsync(Stream.Null, new DecisionLogOptions { MaximumActions = 0 }));
        Assert.Throws<ArgumentException>(() => SequentialPatternMiner.Mine(database, new SequentialPatternOptions { MaximumLength = 0 }));
        Assert.Throws<ArgumentException>(() => SequentialRuleMiner.Mine(database, new SequentialRuleOptions { MaximumSide = 0 }));
        Assert.Throws<ValidationException>(() => XesLog.ReadAsync(Stream.Null, new XesLogOptions { MaximumSessions = 0 }));
        Assert.Throws<ValidationException>(() => CsvLog.ReadAsync(Stream.Null, new CsvLogOptions { SessionColumn = "" }));
        Assert.Throws<ValidationException>(() => JsonLog.ReadAsync(Stream.Null, new SessionLogOptions { MaximumBytes = 0 }));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void OptionsClasses_HaveTheirDefaultsWithinTheirRanges(string package)
    {
        foreach (Type type in Repository.PublicTypes(package).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetConstructor(Type.EmptyTypes) is not null))
        {
            object options = Activator.CreateInstance(type)!;
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);

            // What must be set by the host has no default.
            Assert.All(results, result => Assert.All(result.MemberNames, member => Assert.NotNull(type.GetProperty(member)?.GetCustomAttribute<RequiredAttribute>())));
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void DataRecords_HaveNoPositionalParameters(string package) =>
        Assert.Empty(Repository.PublicTypes(package)
            .Where(type => type is { IsClass: true } && type.GetMethod("<Clone>$") is not null && type.GetMethod("Deconstruct", BindingFlags.Public | BindingFlags.Instance) is not null)
            .Except([typeof(PersonalizationLoop), typeof(PersonalizationLoopDefaults)]) // what is registered, not data
            .Select(type => type.FullName));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Exceptions_DeriveFromTheSdks(string package) =>
        Assert.All(Repository.PublicTypes(package).Where(type => typeof(Exception).IsAssignableFrom(type)), type => Assert.True(typeof(AdvancedRlException).IsAssignableFrom(type), $"{type}"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Telemetry_IsNamedAfterItsAssembly(string package)
    {
        foreach (FieldInfo field in Repository.Assembly(package).GetTypes().Where(type => type.Name.EndsWith("Telemetry", StringComparison.Ordinal)).SelectMany(type => type.GetFields(Declared)).Where(field => field.IsStatic))
        {
            if (field.GetValue(null) is ActivitySource source)
                Assert.Equal(package, source.Name);
            if (field.GetValue(null) is Meter meter)
                Assert.Equal(package, meter.Name);
            if (field.GetValue(null) is Instrument instrument)
                Assert.StartsWith("aischolar.rl.", instrument.Name, StringComparison.Ordinal);
        }
    }

    /// <summary>Options that a container binds: classes to be set, not records to be passed.</summary>
    private static IEnumerable<Type> BoundOptions(string package) =>
        Repository.PublicTypes(package).Where(type => type is { IsClass: true } && type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetMethod("<Clone>$") is null).Except(TakenAsArguments);

    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    private static bool IsBuilder(Type type) =>
        type == typeof(IServiceCollection) || type == typeof(IConfigurationBuilder) || type == typeof(IServiceProvider) || typeof(IAdvancedRlBuilder).IsAssignableFrom(type)
        || type.Name.EndsWith("Builder", StringComparison.Ordinal);

    private static bool IsAsynchronous(MethodInfo method)
    {
        Type type = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType;
        return type == typeof(Task) || type == typeof(Task<>) || type == typeof(ValueTask) || type == typeof(ValueTask<>) || type == typeof(IAsyncEnumerable<>);
    }

    /// <summary>Methods that implement or override what is not the SDK's, such as <see cref="IAsyncDisposable.DisposeAsync"/>.</summary>
    private static bool IsOfAnotherContract(Type type, MethodInfo method) =>
        !type.IsInterface && (method.GetBaseDefinition().DeclaringType != type
            || type.GetInterfaces().Where(contract => contract.Assembly.GetName().Name?.StartsWith("AiScholar.", StringComparison.Ordinal) != true)
                .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method)));

    private static IEnumerable<MemberInfo> Visible(Type type) =>
        type.GetMembers(Declared).Where(member => member switch
        {
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
            _ => false,
        });

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType), .. method.GetGenericArguments().SelectMany(argument => argument.GetGenericParameterConstraints())],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type) : [type];
}
