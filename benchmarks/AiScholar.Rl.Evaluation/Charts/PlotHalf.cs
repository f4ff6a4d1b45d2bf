using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Charts;

/// <summary>Parts the plots by their number, so that what was tuned on one half is checked on the other.</summary>
internal static class PlotHalf
{
    private const int Middle = 30;

    public static bool Contains(string half, int number) => half switch
    {
        "all" => true,
        "first" or "second" => (number <= Middle) == (half == "first"),
        "even" or "odd" => (number % 2 == 0) == (half == "even"),
        _ => throw new MeasureInputException("--half must be first, second, even or odd."),
    };
}
