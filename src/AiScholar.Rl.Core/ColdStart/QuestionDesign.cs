using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// Greedy optimal design on the items' vectors. With the user's posterior covariance C, w the item's vector [1, factors], v its noise and M the mean of w w' over the targets:
/// <code>
/// V-optimal:  w'C M C w / (v + w'C w)      D-optimal:  log(1 + w'C w / v)      then  C -= C w w'C / (v + w'C w)
/// </code>
/// No answer is needed to go on: a Gaussian's posterior covariance does not depend on them.
/// </summary>
/// <remarks>Sources: Chaloner and Verdinelli, "Bayesian Experimental Design: A Review", 1995, sections 2.1 and 2.2; Rubens, Kaplan, Sugiyama, "Active Learning in Recommender Systems", 2011.</remarks>
internal sealed class QuestionDesign
{
    private readonly FactorModel _model;
    private readonly double[] _covariance, _userMean, _targets;
    private readonly int _size;

    public QuestionDesign(FactorPosterior posterior, IReadOnlyList<MetaItem> targets)
    {
        (_model, _size) = (posterior.Model, posterior.Model.Size);
        (_covariance, _userMean, _targets) = (posterior.Covariance.ToArray(), posterior.Mean.ToArray(), new double[_size * _size]);
        int[] rows = targets.Count > 0 ? [.. targets.Select(target => _model.Find(target.Id))] : [.. Enumerable.Range(0, _model.ItemIds.Count)];
        double[] w = new double[_size];
        foreach (int row in rows)
        {
            Load(row, w);
            for (int k = 0; k < _size; k++)
                TensorPrimitives.MultiplyAdd(w, w[k] / rows.Length, _targets.AsSpan(k * _size, _size), _targets.AsSpan(k * _size, _size));
        }
    }

    /// <summary>Chooses, best first; rewrites the covariance as it goes.</summary>
    public IReadOnlyList<QuestionChoice> Choose(IReadOnlyList<MetaItem> candidates, int count, QuestionCriterion criterion, CancellationToken cancellationToken)
    {
        var open = candidates.DistinctBy(item => item.Id, StringComparer.Ordinal).Select(item => (Item: item, Row: _model.Find(item.Id))).Where(candidate => candidate.Row >= 0).ToList();
        var chosen = new List<QuestionChoice>();
        double[] w = new double[_size], cw = new double[_size];
        while (chosen.Count < count && open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (best, bestScore, bestReduction) = (0, double.NegativeInfinity, 0.0);
            for (int i = 0; i < open.Count; i++)
            {
                (double denominator, double reduction) = Judge(open[i].Row, w, cw);
                double score = criterion == QuestionCriterion.Information ? Math.Log(denominator / (denominator - TensorPrimitives.Dot<double>(w, cw))) : reduction;
                if (score > bestScore)
                    (best, bestScore, bestReduction) = (i, score, reduction);
            }

            double scale = 1 / Judge(open[best].Row, w, cw).Denominator;
            for (int k = 0; k < _size; k++)
                TensorPrimitives.MultiplyAdd(cw, -scale * cw[k], _covariance.AsSpan(k * _size, _size), _covariance.AsSpan(k * _size, _size));
            chosen.Add(new QuestionChoice { Item = open[best].Item, VarianceReduction = Math.Max(0, bestReduction) * _model.Scale.Deviation * _model.Scale.Deviation });
            open.RemoveAt(best);
        }

        return chosen;
    }

    private (double Denominator, double Reduction) Judge(int row, double[] w, double[] cw)
    {
        Load(row, w);
        double reduction = 0;
        for (int k = 0; k < _size; k++)
            cw[k] = TensorPrimitives.Dot(_covariance.AsSpan(k * _size, _size), w);
        for (int k = 0; k < _size; k++)
            reduction += cw[k] * TensorPrimitives.Dot(_targets.AsSpan(k * _size, _size), cw);
        double denominator = Noise(row) + TensorPrimitives.Dot<double>(w, cw);
        return (denominator, reduction / denominator);
    }

    private void Load(int row, double[] w)
    {
        _model.Vector(row).CopyTo(w);
        w[0] = 1;
    }

    /// <summary>The noise of an answer, with what is not known of the item itself.</summary>
    private double Noise(int row)
    {
        double noise = _model.Noise / _model.AnswerWeight;
        ReadOnlySpan<double> own = _model.Items.Covariance(row);
        for (int k = 0; k < _size; k++)
        {
            for (int l = 0; l < _size; l++)
                noise += own[(k * _size) + l] * (k == 0 ? 1 : _userMean[k]) * (l == 0 ? 1 : _userMean[l]);
        }

        return noise;
    }
}
