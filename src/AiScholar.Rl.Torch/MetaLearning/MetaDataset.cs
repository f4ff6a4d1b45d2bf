using AiScholar.Rl.Core;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Encoded tasks, from which support and queries are drawn.</summary>
internal sealed class MetaDataset
{
    private readonly List<(float[] Features, long[] Items, float[] Answers)> _tasks = [];
    private readonly int _width;

    public MetaDataset(IEnumerable<MetaTask> tasks, MetaNetworkState state)
    {
        _width = state.FeatureWidth;
        foreach (var task in tasks)
        {
            var features = new float[task.Examples.Count * _width];
            for (var i = 0; i < task.Examples.Count; i++)
                state.Encode(task.Examples[i].Item, features.AsSpan(i * _width, _width));
            _tasks.Add((features, [.. task.Examples.Select(example => (long)state.Row(example.Item))], [.. task.Examples.Select(example => (float)state.Scale.Standardize(example.Target))]));
        }
    }

    public int Count => _tasks.Count;

    /// <summary>Draws a task, a support of up to <paramref name="maximumSupport"/>, and other examples as queries, at least one.</summary>
    public (MetaBatch? Support, MetaBatch Queries) Draw(Random random, int maximumSupport, int queries, torch.Device device)
    {
        var (features, items, answers) = _tasks[random.Next(_tasks.Count)];
        var order = Enumerable.Range(0, answers.Length).ToArray();
        random.Shuffle(order);
        var support = random.Next(Math.Min(maximumSupport, answers.Length - 1) + 1);
        return (support == 0 ? null : Batch(order[..support]), Batch(order[support..Math.Min(order.Length, support + queries)]));

        MetaBatch Batch(int[] rows)
        {
            var values = new float[rows.Length * _width];
            for (var i = 0; i < rows.Length; i++)
                features.AsSpan(rows[i] * _width, _width).CopyTo(values.AsSpan(i * _width));
            return new MetaBatch(
                torch.tensor(values, [rows.Length, _width]).to(device),
                torch.tensor(Array.ConvertAll(rows, row => items[row])).to(device),
                torch.tensor(Array.ConvertAll(rows, row => answers[row]), [rows.Length, 1]).to(device));
        }
    }
}
