using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AiScholar.Rl;

/// <summary>Binds options from a path below every section given to <c>AddAdvancedRl</c>, whichever call came first, and follows their changes.</summary>
/// <remarks>
/// Properties are bound one by one: a value that does not convert costs its own property, and <see cref="BindingFailureValidator{TOptions}"/>
/// reports all of them together with the values out of range.
/// </remarks>
internal sealed class SectionConfigureOptions<TOptions>(IEnumerable<SdkSection> sections, string path, string name) : IConfigureNamedOptions<TOptions>, IOptionsChangeTokenSource<TOptions>
    where TOptions : class
{
    private static readonly ConditionalWeakTable<TOptions, List<string>> Failures = [];

    private readonly IConfiguration[] _sections = [.. sections.Select(section => path.Length == 0 ? section.Configuration : section.Configuration.GetSection(path))];

    public string Name { get; } = name;

    public static IReadOnlyList<string> FailuresOf(TOptions options) => Failures.TryGetValue(options, out List<string>? failures) ? failures : [];

    public IChangeToken GetChangeToken() => new CompositeChangeToken([.. _sections.Select(section => section.GetReloadToken())]);

    public void Configure(TOptions options) => Configure(Microsoft.Extensions.Options.Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        if (name != Name)
            return;
        foreach (IConfiguration section in _sections)
        {
            foreach (IConfigurationSection child in section.GetChildren())
                Bind(section, child, options);
        }
    }

    private static void Bind(IConfiguration section, IConfigurationSection child, TOptions options)
    {
        try
        {
            new SinglePropertyConfiguration(section, child).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            Failures.GetOrCreateValue(options).Add(exception.Message);
        }
    }
}
