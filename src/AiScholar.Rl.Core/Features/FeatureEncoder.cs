using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>
/// Encodes typed, namespaced features as vectors. Every name and value gets a position of its own from a dictionary, so that nothing
/// collides; numbers are scaled by the mean and deviation of past rows only. Safe to call from many threads.
/// </summary>
/// <remarks>
/// <para>A number v becomes s(z), where z = sqrt(n / (n + 1)) (v - mean) / deviation over the n past rows that had it (0 for the first),
/// and s(z) = 1.25 z / (1 + |z| / 4) tames outliers; with <see cref="FeatureEncoderOptions.NumericDeviation"/> also |s(z)| - 0.8. A categorical value is an indicator; pairs
/// of them are indicators of 0.5, unless <see cref="FeatureEncoderOptions.Interactions"/> names the products to encode. The words of a text and the names of a set are indicators of 1 / sqrt(count). An embedding is scaled to
/// length 1. What a row lacks is 0: the mean, or no value.</para>
/// <para>Vectors are sparse with ascending indices, or dense when every position is set. Positions are given out as they are first
/// observed and never change; the width only grows.</para>
/// </remarks>
public sealed class FeatureEncoder
{
    private readonly FeatureEncoderOptions _options;
    private readonly Lock _gate = new();
    private readonly FeatureInteraction[] _interactions;
    private readonly FeatureRow _row;
    private FeatureDictionary _dictionary = new();

    /// <summary>An encoder that has seen nothing.</summary>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public FeatureEncoder(FeatureEncoderOptions? options = null)
    {
        _options = options ?? new FeatureEncoderOptions();
        Validator.ValidateObject(_options, new ValidationContext(_options), validateAllProperties: true);
        _interactions = [.. _options.Interactions.Select(text => FeatureInteraction.TryParse(text, out FeatureInteraction interaction) ? interaction : default)];
        _row = new FeatureRow(_interactions);
    }

    /// <summary>Width of the next vector.</summary>
    public int Dimension
    {
        get
        {
            lock (_gate)
                return _dictionary.Width;
        }
    }

    /// <summary>Encodes with what is known; changes nothing, and leaves unknown names and values out.</summary>
    /// <param name="features">The row.</param>
    /// <param name="issues">Where to tell what was left out for another reason than being new; null to tell nobody.</param>
    /// <exception cref="PersonalizationException">A number is not finite, a name too long, or a value missing; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    public FeatureVector Encode(FeatureSet features, ICollection<ResultIssue>? issues = null) => Encode(features, observe: false, issues);

    /// <summary>Encodes the next row of the stream: new names and values get positions, then numbers are scaled by the rows before, then the row counts among those seen.</summary>
    /// <param name="features">The row.</param>
    /// <param name="issues">Where to tell what was left out; null to tell nobody.</param>
    /// <exception cref="PersonalizationException">A number is not finite, a name too long, or a value missing; nothing was observed. Code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    public FeatureVector EncodeNext(FeatureSet features, ICollection<ResultIssue>? issues = null) => Encode(features, observe: true, issues);

    /// <summary>Features that are not what they were since this encoder was made or loaded: reported, never fatal.</summary>
    /// <param name="isContext">What to say of them in <see cref="FeatureDrift.IsContext"/>.</param>
    public IReadOnlyList<FeatureDrift> GetDrifts(bool isContext = true)
    {
        lock (_gate)
            return FeatureDrifts.Of(_dictionary, isContext);
    }

    /// <summary>Writes the state, with a format version and a checksum.</summary>
    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] payload;
        lock (_gate)
            payload = FeatureDictionaryState.Write(_dictionary);
        return SavedState.WriteAsync(destination, FeatureDictionaryState.Kind, FeatureDictionaryState.Version, payload, cancellationToken);
    }

    /// <summary>Replaces the state by a saved one; on failure the state stays as it was.</summary>
    /// <exception cref="StateException">The state is damaged, too new, or wider than <see cref="FeatureEncoderOptions.MaxFeatures"/>.</exception>
    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, FeatureDictionaryState.Kind, FeatureDictionaryState.Version, cancellationToken).ConfigureAwait(false);
        FeatureDictionary dictionary = FeatureDictionaryState.Read(payload, _options.MaxFeatures, _interactions);
        lock (_gate)
            _dictionary = dictionary;
    }

    private FeatureVector Encode(FeatureSet features, bool observe, ICollection<ResultIssue>? issues)
    {
        ArgumentNullException.ThrowIfNull(features);
        FeatureRules.Check(features, _options);
        lock (_gate)
        {
            _row.Begin(_dictionary, _options, observe, issues);
            foreach (ref readonly Feature feature in features.AsSpan())
                _row.Add(feature);
            return _row.End();
        }
    }
}
