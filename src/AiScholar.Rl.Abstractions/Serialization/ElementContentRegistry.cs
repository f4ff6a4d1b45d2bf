using System.Diagnostics.CodeAnalysis;

namespace AiScholar.Rl;

/// <summary>The kinds of element content that JSON knows here: the built-in ones and those a host registered.</summary>
public sealed class ElementContentRegistry
{
    private readonly Dictionary<string, ElementContentDescriptor> _byKind = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, ElementContentDescriptor> _byType = [];

    /// <summary>A registry of the built-in kinds and <paramref name="contents"/>.</summary>
    /// <exception cref="AdvancedRlException">Two types claim one kind; code <see cref="AdvancedRlErrorCode.InvalidConfiguration"/>.</exception>
    public ElementContentRegistry(IEnumerable<ElementContentDescriptor> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        AdvancedRlJsonContext json = AdvancedRlJsonContext.Default;
        ElementContentDescriptor[] builtIns =
        [
            ElementContentDescriptor.For(json.TableContent), ElementContentDescriptor.For(json.ChartContent),
            ElementContentDescriptor.For(json.DiagramContent), ElementContentDescriptor.For(json.FlowchartContent),
            ElementContentDescriptor.For(json.EquationContent), ElementContentDescriptor.For(json.FigureContent),
        ];
        foreach (ElementContentDescriptor content in builtIns.Concat(contents))
        {
            if (_byKind.TryGetValue(content.Kind, out ElementContentDescriptor? known) && known.ContentType != content.ContentType)
                throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"Both {known.ContentType} and {content.ContentType} claim the element content kind '{content.Kind}'.");
            _byKind[content.Kind] = _byType[content.ContentType] = content;
        }
    }

    /// <summary>The registry of the built-in kinds alone.</summary>
    public static ElementContentRegistry BuiltIn { get; } = new([]);

    /// <summary>The kinds known here.</summary>
    public IReadOnlyCollection<string> Kinds => _byKind.Keys;

    internal bool TryGet(string kind, [NotNullWhen(true)] out ElementContentDescriptor? descriptor) => _byKind.TryGetValue(kind, out descriptor);

    internal bool TryGet(Type type, [NotNullWhen(true)] out ElementContentDescriptor? descriptor) => _byType.TryGetValue(type, out descriptor);
}
