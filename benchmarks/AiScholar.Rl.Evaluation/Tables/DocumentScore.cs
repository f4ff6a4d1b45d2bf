namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>How many of a document's relations were found.</summary>
public sealed record DocumentScore(string Name, int TruthTables, int PredictedTables, int Truth, int Predicted, int Matched)
{
    /// <summary>Matched of predicted relations; 1 when there is neither a true nor a predicted one.</summary>
    public double Precision => Predicted == 0 ? (Truth == 0 ? 1 : 0) : Matched / (double)Predicted;

    /// <summary>Matched of true relations; 1 when there is none.</summary>
    public double Recall => Truth == 0 ? 1 : Matched / (double)Truth;

    public double F1 => HarmonicMean(Precision, Recall);

    public static DocumentScore Of(string name, IReadOnlyList<GridTable> truth, IReadOnlyList<GridTable> predicted)
    {
        List<Relation> trueRelations = AdjacencyRelations.Of(truth), predictedRelations = AdjacencyRelations.Of(predicted);
        return new DocumentScore(name, truth.Count, predicted.Count, trueRelations.Count, predictedRelations.Count, AdjacencyRelations.Matches(trueRelations, predictedRelations));
    }

    public static double HarmonicMean(double precision, double recall) => precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}
