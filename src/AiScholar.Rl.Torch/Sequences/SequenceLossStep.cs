using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>The loss of one batch and its gradients.</summary>
internal sealed class SequenceLossStep
{
    private readonly SequenceTrainingOptions _options;
    private readonly SequenceDataset _data;
    private readonly torch.Device _device;
    private readonly Random _random;
    private readonly double[] _cumulative;
    private readonly float[] _logarithms;

    public SequenceLossStep(SequenceTrainingOptions options, SequenceDataset data, IReadOnlyList<int> counts, torch.Device device, Random random)
    {
        (_options, _data, _device, _random) = (options, data, device, random);
        var times = new double[data.Vocabulary.Count];
        Array.Fill(times, 1);
        for (var sequence = 0; sequence < counts.Count; sequence++)
        {
            foreach (var action in data.Actions[sequence].AsSpan(0, counts[sequence]))
                times[action]++;
        }

        var total = times.Sum();
        _logarithms = Array.ConvertAll(times, value => (float)Math.Log(value / total));
        if (options.Loss == SequenceLoss.GeneralizedBinary)
            Array.Fill(times, total / times.Length);
        _cumulative = new double[times.Length];
        var sum = 0.0;
        for (var i = 0; i < times.Length; i++)
            _cumulative[i] = sum += times[i] / total;
    }

    /// <summary>The logarithm of each action's share of what is learnt from, each counted once more than it came.</summary>
    public ReadOnlySpan<float> LogPopularity => _logarithms;

    /// <summary>The mean loss of the batch's positions, whose gradients are added to the parameters, and how many they are.</summary>
    public (double Loss, int Positions) Backward(SequenceNetwork network, SequenceWindow[] windows, DropoutMasks dropout)
    {
        var batch = _data.Batch(windows, targetsIncluded: true, _device);
        var length = (int)batch.Actions.shape[1];
        var (rows, truths) = (new List<long>(), new List<long>());
        for (var row = 0; row < windows.Length; row++)
        {
            for (var i = 0; i < windows[row].Count - 1; i++)
            {
                rows.Add((row * length) + i);
                truths.Add(_data.Actions[windows[row].Sequence][windows[row].Start + i + 1]);
            }
        }

        var table = network.Table();
        var hidden = network.Encode(table, batch, dropout).reshape(-1, network.Shape.Width).index_select(0, torch.tensor(rows.ToArray(), device: _device));
        var targets = torch.tensor(truths.ToArray(), device: _device);
        if (_options.Loss != SequenceLoss.FullSoftmax)
            return (Sampled(network, table, hidden, truths, targets), rows.Count);
        var (loss, hiddenGradient, tableGradient, biasGradient) = FullSoftmaxLoss.Compute(hidden, table, network.Bias, targets, network.IsReduced);
        torch.autograd.backward([hidden, table, network.Bias], [hiddenGradient, tableGradient, biasGradient]);
        return (loss, rows.Count);
    }

    private double Sampled(SequenceNetwork network, torch.Tensor table, torch.Tensor hidden, List<long> truths, torch.Tensor targets)
    {
        var drawn = new long[_options.Negatives];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = Math.Min(_cumulative.Length - 1, ~Math.Min(-1, Array.BinarySearch(_cumulative, _random.NextDouble())));
        var negatives = torch.tensor(drawn, device: _device);
        var positive = (hidden * table.index_select(0, targets)).sum(1) + network.Bias.index_select(0, targets);
        var negative = hidden.matmul(table.index_select(0, negatives).t()) + network.Bias.index_select(0, negatives);
        var collisions = targets.unsqueeze(1).eq(negatives.unsqueeze(0));
        var loss = _options.Loss == SequenceLoss.GeneralizedBinary
            ? SampledLosses.Generalized(positive, negative, collisions, _cumulative.Length, _options.Calibration)
            : SampledLosses.Softmax(
                positive, negative, torch.tensor(truths.Select(action => _logarithms[action]).ToArray(), device: _device),
                torch.tensor(Array.ConvertAll(drawn, action => _logarithms[action]), device: _device), collisions);
        loss.backward();
        return loss.item<float>();
    }
}
