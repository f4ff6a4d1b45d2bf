using System.Globalization;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>The last actions of some sequences, ranked among all actions after everything before them.</summary>
internal sealed class SequenceValidation
{
    private const int At = 10;
    private const int BatchRows = 32;
    private const double RareShare = 0.01;
    private const long MostCalibrationNumbers = 20_000_000;

    private readonly SequenceWindow[] _windows;
    private readonly int _sequences;
    private readonly bool _isRepeatRare;

    private SequenceValidation(SequenceWindow[] windows, int sequences, bool isRepeatRare) => (_windows, _sequences, _isRepeatRare) = (windows, sequences, isRepeatRare);

    public string Protocol => _windows.Length == 0
        ? "No validation: the epoch of the lowest training loss was kept."
        : string.Create(CultureInfo.InvariantCulture, $"Last action of {_windows.Length} of {_sequences} sequences, never trained on; full ranking over all actions; ties rank last{(_isRepeatRare ? ", as does what was done before" : "")}.");

    /// <summary>Draws sequences of three or more actions.</summary>
    public static SequenceValidation Draw(SequenceDataset data, int most, int length, Random random)
    {
        var candidates = Enumerable.Range(0, data.Actions.Length).Where(sequence => data.Actions[sequence].Length > 2).ToArray();
        random.Shuffle(candidates);
        var chosen = candidates.Take(Math.Min(most, candidates.Length / 2)).Select(sequence =>
        {
            var count = Math.Min(data.Actions[sequence].Length, length + 1);
            return new SequenceWindow(sequence, data.Actions[sequence].Length - count, count);
        });
        return new SequenceValidation([.. chosen.OrderBy(window => window.Count)], data.Actions.Length, IsRepeatRare(data));
    }

    /// <summary>How many actions of each sequence may be learnt from.</summary>
    public int[] TrainingCounts(SequenceDataset data)
    {
        var counts = Array.ConvertAll(data.Actions, actions => actions.Length);
        foreach (var window in _windows)
            counts[window.Sequence]--;
        return counts;
    }

    public (double? HitRate, double? Ndcg) Measure(SequenceNetwork network, SequenceDataset data)
    {
        if (_windows.Length == 0)
            return (null, null);
        var (hits, gain) = (0, 0.0);
        foreach (var windows in _windows.Chunk(BatchRows))
        {
            using var scope = torch.NewDisposeScope();
            using var gradients = torch.no_grad();
            var logits = Logits(network, data, windows);
            if (_isRepeatRare)
                logits.add_(Seen(data, windows, network));
            var targets = torch.tensor(Array.ConvertAll(windows, window => (long)Target(data, window)), device: network.Device).unsqueeze(1);
            foreach (var rank in logits.ge(logits.gather(1, targets)).sum(1).cpu().data<long>())
            {
                hits += rank <= At ? 1 : 0;
                gain += rank <= At ? 1 / Math.Log2(rank + 1) : 0;
            }
        }

        return ((double)hits / _windows.Length, gain / _windows.Length);
    }

    public SequenceCalibration Calibrate(SequenceNetwork network, SequenceDataset data)
    {
        var (logits, targets, seen) = (new List<float[]>(), new List<int>(), new List<int[]>());
        var most = (int)Math.Min(_windows.Length, MostCalibrationNumbers / network.Shape.Actions);
        var step = most == 0 ? 1 : _windows.Length / most;
        foreach (var windows in _windows.Where((_, index) => index % step == 0).Chunk(BatchRows))
        {
            using var scope = torch.NewDisposeScope();
            using var gradients = torch.no_grad();
            logits.AddRange(Logits(network, data, windows).cpu().data<float>().ToArray().Chunk(network.Shape.Actions));
            targets.AddRange(windows.Select(window => Target(data, window)));
            seen.AddRange(windows.Select(window => data.Actions[window.Sequence][..^1]));
        }

        return SequenceCalibration.Fit(logits, targets, seen);
    }

    /// <summary>[rows, actions]: negative infinity for what was done before, the target aside.</summary>
    private static torch.Tensor Seen(SequenceDataset data, SequenceWindow[] windows, SequenceNetwork network)
    {
        var (actions, mask) = (network.Shape.Actions, new float[windows.Length * network.Shape.Actions]);
        for (var row = 0; row < windows.Length; row++)
        {
            foreach (var action in data.Actions[windows[row].Sequence][..^1])
                mask[(row * actions) + action] = float.NegativeInfinity;
            mask[(row * actions) + Target(data, windows[row])] = 0;
        }

        return torch.tensor(mask, [windows.Length, actions], device: network.Device);
    }

    /// <summary>Whether less than a hundredth of the actions were done before in their sequence: then what was done is ranked last.</summary>
    private static bool IsRepeatRare(SequenceDataset data)
    {
        long different = data.Actions.Sum(actions => (long)actions.Distinct().Count()), all = data.Actions.Sum(actions => (long)actions.Length);
        return all - different < RareShare * all;
    }

    private static int Target(SequenceDataset data, SequenceWindow window) => data.Actions[window.Sequence][window.Start + window.Count - 1];

    private static torch.Tensor Logits(SequenceNetwork network, SequenceDataset data, SequenceWindow[] windows)
    {
        var table = network.Table();
        var hidden = network.Encode(table, data.Batch(windows, targetsIncluded: true, network.Device), null);
        var last = torch.tensor(windows.Select((window, row) => (row * hidden.shape[1]) + window.Count - 2).ToArray(), device: network.Device);
        return torch.addmm(network.Bias, hidden.reshape(-1, network.Shape.Width).index_select(0, last), table.t(), 1, 1);
    }
}
