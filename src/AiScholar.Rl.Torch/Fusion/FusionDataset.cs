using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Checked and normalised pairs, ready for training.</summary>
internal sealed class FusionDataset
{
    public const int MinimumPairs = 4;

    private readonly Side _anchors, _positives;

    private FusionDataset(IReadOnlyList<FusionPair> pairs, int textWidth, int visualWidth)
    {
        (Count, TextWidth, VisualWidth) = (pairs.Count, textWidth, visualWidth);
        _anchors = new Side([.. pairs.Select(pair => pair.Anchor)], textWidth, visualWidth);
        _positives = new Side([.. pairs.Select(pair => pair.Positive)], textWidth, visualWidth);
    }

    public int Count { get; }

    /// <summary>Width of the text vectors; 0 when no sample has text.</summary>
    public int TextWidth { get; }

    /// <summary>Width of the visual vectors; 0 when no sample has elements.</summary>
    public int VisualWidth { get; }

    /// <exception cref="AdvancedRlException">The pairs are unusable; the message names the first at fault.</exception>
    public static FusionDataset Create(IReadOnlyList<FusionPair> pairs, int maximumWidth)
    {
        if (pairs.Count < MinimumPairs)
            throw FusionInputs.Invalid($"Training needs at least {MinimumPairs} pairs; {pairs.Count} were given.");
        var (text, visual) = (0, 0);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i] is not { Anchor: { } anchor, Positive: { } positive })
                throw FusionInputs.Invalid($"Pair {i} is null or lacks a sample.");
            foreach (var sample in (FusionSample[])[anchor, positive])
            {
                text = Check(sample.Text.Span, text, $"text of pair {i}", maximumWidth);
                visual = Check(sample.Visual.Span, visual, $"visual of pair {i}", maximumWidth);
            }
        }

        if ((long)pairs.Count * Math.Max(text, visual) > Array.MaxLength)
            throw FusionInputs.Invalid($"{pairs.Count} pairs of width {Math.Max(text, visual)} are more than one training takes; give fewer.");
        return new FusionDataset(pairs, text, visual);
    }

    public FusionBatch Anchors(torch.Device device) => _anchors.ToBatch(Count, TextWidth, VisualWidth, device);

    public FusionBatch Positives(torch.Device device) => _positives.ToBatch(Count, TextWidth, VisualWidth, device);

    private static int Check(ReadOnlySpan<float> vector, int width, string name, int maximumWidth)
    {
        FusionInputs.Check(vector, name, maximumWidth);
        return vector.IsEmpty || width == 0 || vector.Length == width
            ? Math.Max(width, vector.Length)
            : throw FusionInputs.Invalid($"The {name} vector has {vector.Length} numbers where others have {width}; one training takes vectors of one width.");
    }

    /// <summary>One side of the pairs as flat arrays, row by row.</summary>
    private sealed class Side
    {
        private readonly float[] _text, _visual, _hasText, _hasVisual;

        public Side(FusionSample[] samples, int textWidth, int visualWidth)
        {
            (_text, _visual) = (new float[samples.Length * textWidth], new float[samples.Length * visualWidth]);
            (_hasText, _hasVisual) = (new float[samples.Length], new float[samples.Length]);
            for (var i = 0; i < samples.Length; i++)
            {
                _hasText[i] = Has(samples[i].Text.Span, _text.AsSpan(i * textWidth, textWidth));
                _hasVisual[i] = Has(samples[i].Visual.Span, _visual.AsSpan(i * visualWidth, visualWidth));
                if (_hasText[i] + _hasVisual[i] == 0)
                    throw FusionInputs.Invalid($"Pair {i} has a sample with neither text nor visual numbers other than 0.");
            }
        }

        public FusionBatch ToBatch(int count, int textWidth, int visualWidth, torch.Device device) => new(
            textWidth == 0 ? null : torch.tensor(_text, [count, textWidth]).to(device),
            visualWidth == 0 ? null : torch.tensor(_visual, [count, visualWidth]).to(device),
            torch.tensor(_hasText, [count, 1]).to(device),
            torch.tensor(_hasVisual, [count, 1]).to(device));

        private static float Has(ReadOnlySpan<float> vector, Span<float> row) => FusionInputs.TryNormalize(vector, row) ? 1 : 0;
    }
}
