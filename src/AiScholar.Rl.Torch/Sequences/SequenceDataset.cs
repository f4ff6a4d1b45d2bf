using System.Globalization;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Sequences as numbers, checked.</summary>
internal sealed class SequenceDataset
{
    private SequenceDataset(int[][] actions, int[][]? gaps, SequenceVocabulary vocabulary, SequenceVocabulary actionFeatureNames, SequenceVocabulary userFeatureNames)
    {
        (Actions, Gaps, Vocabulary, ActionFeatureNames, UserFeatureNames) = (actions, gaps, vocabulary, actionFeatureNames, userFeatureNames);
        UserFeatures = new int[actions.Length][];
        ActionFeatures = new int[vocabulary.Count][];
    }

    public int[][] Actions { get; }

    public int[][]? Gaps { get; }

    public SequenceVocabulary Vocabulary { get; }

    public SequenceVocabulary ActionFeatureNames { get; }

    public SequenceVocabulary UserFeatureNames { get; }

    /// <summary>The features of each sequence's person.</summary>
    public int[][] UserFeatures { get; }

    /// <summary>The features of each action.</summary>
    public int[][] ActionFeatures { get; }

    /// <exception cref="AdvancedRlException">Too few or too many actions; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    public static SequenceDataset Create(SequenceTrainingSet data, SequenceModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        var usable = data.Sequences.Where(sequence => sequence.Actions.Count > 1).ToList();
        if (usable.Count < 2)
            throw Invalid($"{usable.Count} of {data.Sequences.Count} sequences have two or more actions; at least 2 must.");
        var total = usable.Sum(sequence => (long)sequence.Actions.Count);
        if (total > options.MaximumTrainingActions)
            throw Invalid($"The sequences have {total.ToString(CultureInfo.InvariantCulture)} actions; the limit is MaximumTrainingActions = {options.MaximumTrainingActions}.");
        var vocabulary = new SequenceVocabulary();
        int[][] actions = [.. usable.Select(sequence => sequence.Actions.Select(action => vocabulary.Add(action.ActionType.Value)).ToArray())];
        if (vocabulary.Count > options.MaximumActions || vocabulary.Count < 2)
            throw Invalid($"The sequences have {vocabulary.Count} different actions; there must be 2 to MaximumActions = {options.MaximumActions}.");
        int[][]? gaps = options.UseTimestamps ? [.. usable.Select(sequence => SequenceGaps.Of(sequence.Actions))] : null;
        var dataset = new SequenceDataset(actions, gaps, vocabulary, new SequenceVocabulary(), new SequenceVocabulary());
        for (var i = 0; i < usable.Count; i++)
            dataset.UserFeatures[i] = [.. SequenceVocabulary.Indicators(usable[i].Features).Select(dataset.UserFeatureNames.Add)];
        for (var i = 0; i < vocabulary.Count; i++)
        {
            dataset.ActionFeatures[i] = data.ActionFeatures.TryGetValue(new ActionType(vocabulary[i]), out var features)
                ? [.. SequenceVocabulary.Indicators(features).Select(dataset.ActionFeatureNames.Add)]
                : [];
        }

        return dataset;
    }

    /// <summary>[rows, columns]: each row's share of its features, or zeros without; null when nothing has any.</summary>
    public static torch.Tensor? Indicators(IReadOnlyList<int[]> rows, int columns, torch.Device device)
    {
        if (columns == 0)
            return null;
        var values = new float[rows.Count * columns];
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var feature in rows[row])
                values[(row * columns) + feature] += 1f / rows[row].Length;
        }

        return torch.tensor(values, [rows.Count, columns], device: device);
    }

    /// <summary>The inputs of windows: all actions but each window's last when <paramref name="targetsIncluded"/>, else all.</summary>
    public SequenceBatch Batch(ReadOnlySpan<SequenceWindow> windows, bool targetsIncluded, torch.Device device)
    {
        var (rows, length, held) = (windows.Length, 0, targetsIncluded ? 1 : 0);
        foreach (var window in windows)
            length = Math.Max(length, window.Count - held);
        var (ids, positions, gaps, people) = (new long[rows * length], new long[rows * length], Gaps is null ? null : new long[rows * length], new int[rows][]);
        for (var row = 0; row < rows; row++)
        {
            var window = windows[row];
            people[row] = UserFeatures[window.Sequence];
            var count = window.Count - held;
            for (var i = 0; i < count; i++)
            {
                ids[(row * length) + i] = Actions[window.Sequence][window.Start + i];
                positions[(row * length) + i] = count - 1 - i;
                if (gaps is not null)
                    gaps[(row * length) + i] = Gaps![window.Sequence][window.Start + i];
            }
        }

        return new SequenceBatch
        {
            Actions = torch.tensor(ids, [rows, length], device: device),
            Positions = torch.tensor(positions, [rows, length], device: device),
            Gaps = gaps is null ? null : torch.tensor(gaps, [rows, length], device: device),
            UserFeatures = Indicators(people, UserFeatureNames.Count, device),
        };
    }

    private static AdvancedRlException Invalid(string message) => new(AdvancedRlErrorCode.FeatureInvalid, message);
}
