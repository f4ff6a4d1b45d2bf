using System.Buffers;
using System.Numerics.Tensors;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// The last step of the Markov model: log q(j) = w1 log P(j) + w2 log P0(j) + w3 log W(j), normalised, with P the mixture, P0 popularity and W what the same counts say of a long history,
/// W(j) = (1 - s) P0(j) + s sum over lags l &lt; 100 of r_l C(h_l, j) / C(h_l), r_l = 0.97^l normalised. Negative w2 takes back what is popular with everybody, as inverse popularity does.
/// </summary>
internal sealed class MarkovPool
{
    public const int WarmObservations = 1000;

    private const int Experts = 3, WideWindow = 100;
    private const double WideDecay = 0.97, WideShare = 0.95, Rate = 0.02, Floor = 1e-9;

    private readonly LogLinearMixer _mixer = new(Experts, 1, Rate);

    public MarkovPool() => _mixer.StartFrom([1, 0, 0]);

    public bool IsLearnt { get; private set; }

    public void Apply(MarkovModel model, IReadOnlyList<UserAction> recent, Span<double> probabilities) => Use(model, recent, null, probabilities);

    /// <summary>Learns that <paramref name="next"/> came, and leaves in <paramref name="probabilities"/>, the mixture at first, what had been expected.</summary>
    public void Learn(MarkovModel model, IReadOnlyList<UserAction> recent, int next, Span<double> probabilities)
    {
        Use(model, recent, next, probabilities);
        IsLearnt = true;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(IsLearnt);
        _mixer.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        IsLearnt = reader.ReadBoolean();
        _mixer.Read(reader);
    }

    private void Use(MarkovModel model, IReadOnlyList<UserAction> recent, int? next, Span<double> probabilities)
    {
        int actions = probabilities.Length;
        float[] rented = ArrayPool<float>.Shared.Rent(Experts * actions);
        try
        {
            Span<float> logarithms = rented.AsSpan(0, Experts * actions);
            for (int action = 0; action < actions; action++)
            {
                logarithms[action] = (float)(probabilities[action] + Floor);
                logarithms[actions + action] = (float)(model.Vocabulary.Popularity(action) + Floor);
            }

            Wide(model, recent, logarithms[actions..(2 * actions)], logarithms[(2 * actions)..]);
            TensorPrimitives.Log(logarithms, logarithms);
            if (next is { } target)
                _mixer.Learn(logarithms, 0, target, probabilities);
            else
                _mixer.Mix(logarithms, 0, probabilities);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void Wide(MarkovModel model, IReadOnlyList<UserAction> recent, ReadOnlySpan<float> popularity, Span<float> wide)
    {
        wide.Clear();
        double total = 0, weight = 1;
        for (int lag = 0; lag < Math.Min(WideWindow, recent.Count); lag++, weight *= WideDecay)
        {
            int source = model.Vocabulary.Find(recent[recent.Count - 1 - lag].ActionType.Value);
            if (source < 0 || source >= model.FollowingTotals.Count || model.FollowingTotals[source] <= 0)
                continue;
            float factor = (float)(weight / model.FollowingTotals[source]);
            total += weight;
            foreach ((int action, float times) in model.Following[source])
                wide[action] += factor * times;
        }

        float share = total > 0 ? (float)WideShare : 0;
        for (int action = 0; action < wide.Length; action++)
            wide[action] = (share * wide[action] / (float)Math.Max(total, 1e-12)) + ((1 - share) * popularity[action]) + (float)Floor;
    }
}
