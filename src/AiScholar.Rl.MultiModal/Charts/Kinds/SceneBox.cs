namespace AiScholar.Rl.MultiModal;

/// <summary>A box of a box plot by its places: the middle across, and down the page from the upper whisker's end to the lower's.</summary>
internal sealed record SceneBox(double Middle, double High, double Upper, double Median, double Lower, double Low, IReadOnlyList<double> Outliers);
