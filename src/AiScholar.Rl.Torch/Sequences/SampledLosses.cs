using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>The losses that compare the true action with drawn ones; a step's positions share its negatives.</summary>
internal static class SampledLosses
{
    /// <summary>
    /// Sampled softmax with the logQ correction: logits minus log q, where q is the distribution that negatives were drawn from; a negative that equals the
    /// target is left out. Bengio and Senecal 2008; Yi et al. 2019, equation 3.
    /// </summary>
    /// <param name="positive">[positions]: logits of the targets.</param>
    /// <param name="negative">[positions, negatives]: logits of the drawn actions.</param>
    /// <param name="positiveLog">[positions]: log q of the targets.</param>
    /// <param name="negativeLog">[negatives]: log q of the drawn actions.</param>
    /// <param name="collisions">[positions, negatives]: whether the drawn action is the target.</param>
    public static torch.Tensor Softmax(torch.Tensor positive, torch.Tensor negative, torch.Tensor positiveLog, torch.Tensor negativeLog, torch.Tensor collisions)
    {
        using Scalar never = float.NegativeInfinity;
        var corrected = (negative - negativeLog).masked_fill(collisions, never);
        var truth = (positive - positiveLog).unsqueeze(1);
        return (torch.cat([truth, corrected], 1).logsumexp(1, keepdim: true) - truth).mean();
    }

    /// <summary>gBCE: -(beta log s(positive) + sum of log(1 - s(negative))), beta = a (t (1 - 1/a) + 1/a), a = negatives / (actions - 1). Petrov and Macdonald 2023, equations 8 and 9.</summary>
    public static torch.Tensor Generalized(torch.Tensor positive, torch.Tensor negative, torch.Tensor collisions, long actions, double calibration)
    {
        var rate = Math.Min(1, negative.shape[1] / (double)(actions - 1));
        var beta = rate * ((calibration * (1 - (1 / rate))) + (1 / rate));
        var truth = torch.nn.functional.logsigmoid(positive).Times(beta);
        using Scalar none = 0;
        var others = torch.nn.functional.logsigmoid(-negative).masked_fill(collisions, none).sum(1);
        return -(truth + others).mean();
    }
}
