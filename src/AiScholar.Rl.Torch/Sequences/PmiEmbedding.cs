using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// First embeddings from which actions come near each other: the leading eigenvectors of the symmetric matrix of positive pointwise mutual information, times the root of their
/// eigenvalues. Levy and Goldberg 2014, "Neural word embedding as implicit matrix factorization", section 3.2, with context counts to the power of 0.75; found by subspace iteration (Halko,
/// Martinsson, Tropp 2011, algorithm 4.4). A network that starts there need not learn first what counting tells.
/// </summary>
internal static class PmiEmbedding
{
    private const int Window = 10;
    private const double WindowDecay = 0.8;
    private const double ContextPower = 0.75;
    private const int Iterations = 4;
    private const int MostNeighbours = 1000;

    /// <summary>[actions, width] of mean row norm <paramref name="norm"/>.</summary>
    public static torch.Tensor Create(SequenceDataset data, IReadOnlyList<int> counts, int width, double norm, torch.Generator generator)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        var rows = Information(data, counts);
        var actions = rows.Length;
        var rank = Math.Min(width, actions);
        var basis = torch.linalg.qr(torch.empty(actions, rank).normal_(0, 1, generator)).Q;
        for (var i = 0; i < Iterations; i++)
        {
            var next = torch.linalg.qr(Multiply(rows, basis)).Q;
            basis.Dispose();
            basis = next;
        }

        var (values, vectors) = torch.linalg.eigh(basis.t().matmul(Multiply(rows, basis)));
        var embedding = basis.matmul(vectors) * values.clamp_min(0).sqrt();
        if (rank < width)
            embedding = torch.cat([embedding, torch.zeros(actions, width - rank)], 1);
        embedding = embedding * (norm / embedding.norm(1).mean().clamp_min(1e-12f));
        return embedding.MoveToOuterDisposeScope();
    }

    /// <summary>For each action its neighbours with positive information.</summary>
    private static (int Action, float Value)[][] Information(SequenceDataset data, IReadOnlyList<int> counts)
    {
        var together = new Dictionary<int, float>[data.Vocabulary.Count];
        for (var i = 0; i < together.Length; i++)
            together[i] = [];
        for (var sequence = 0; sequence < counts.Count; sequence++)
        {
            var actions = data.Actions[sequence].AsSpan(0, counts[sequence]);
            for (var i = 0; i < actions.Length; i++)
            {
                var weight = 1.0;
                for (var j = i + 1; j < Math.Min(actions.Length, i + 1 + Window); j++, weight *= WindowDecay)
                {
                    Add(together[actions[i]], actions[j], weight);
                    Add(together[actions[j]], actions[i], weight);
                }
            }
        }

        var totals = Array.ConvertAll(together, row => row.Values.Sum(value => (double)value));
        var contexts = Array.ConvertAll(totals, total => Math.Pow(total, ContextPower));
        double all = totals.Sum(), allContexts = contexts.Sum();
        return [.. together.Select((row, action) => row
            .Select(pair => (pair.Key, (float)((Math.Log(pair.Value * allContexts / (totals[action] * contexts[pair.Key])) + Math.Log(pair.Value * allContexts / (totals[pair.Key] * contexts[action]))) / 2)))
            .Where(pair => pair.Item2 > 0 && all > 0)
            .OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key).Take(MostNeighbours).ToArray())];
    }

    private static void Add(Dictionary<int, float> row, int action, double weight) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(row, action, out _) += (float)weight;

    private static torch.Tensor Multiply((int Action, float Value)[][] rows, torch.Tensor dense)
    {
        var width = (int)dense.shape[1];
        var (source, product) = (dense.contiguous().data<float>().ToArray(), new float[rows.Length * width]);
        for (var row = 0; row < rows.Length; row++)
        {
            var destination = product.AsSpan(row * width, width);
            foreach (var (action, value) in rows[row])
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(source.AsSpan(action * width, width), value, destination, destination);
        }

        return torch.tensor(product, [rows.Length, width]);
    }
}
