using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace AiScholar.Rl.MultiModal;

/// <summary>PdfPig's filters behind three guards, since every stream of a document passes here: the stack (a form that draws itself), the time of a step that was given up, and the size of what is unpacked.</summary>
internal sealed class GuardedFilters(long maxStreamBytes, CancellationToken stop) : IFilterProvider
{
    private readonly ConcurrentDictionary<IFilter, IFilter> _filters = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    /// <exception cref="InsufficientExecutionStackException">Streams nest too deeply: a form draws itself.</exception>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        stop.ThrowIfCancellationRequested();
        return Guard(DefaultFilterProvider.Instance.GetFilters(dictionary));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Guard(DefaultFilterProvider.Instance.GetNamedFilters(names));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetAllFilters() => Guard(DefaultFilterProvider.Instance.GetAllFilters());

    private IReadOnlyList<IFilter> Guard(IReadOnlyList<IFilter> filters)
        => filters.Count == 0 ? filters : [.. filters.Select(filter => _filters.GetOrAdd(filter, inner => new GuardedFilter(inner, maxStreamBytes, stop)))];

    private sealed class GuardedFilter(IFilter inner, long maxBytes, CancellationToken stop) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            stop.ThrowIfCancellationRequested();
            bool isTooLarge = inner switch
            {
                FlateFilter => UnpackedSize.IsFlateOver(input, maxBytes),
                LzwFilter => UnpackedSize.IsLzwOver(input.Span, maxBytes),
                RunLengthFilter => input.Length * 64L > maxBytes && UnpackedSize.RunLength(input.Span) > maxBytes,
                _ => false,
            };
            if (isTooLarge)
                throw DocumentLimits.Exceeded("A stream of the document unpacks to more than it may", maxBytes, nameof(DocumentOptions.MaxStreamBytes));
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }
}
