namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The ways in which a duration may hang on the amount of work.</summary>
internal enum DurationExpert
{
    /// <summary>Not at all: the median.</summary>
    Constant = 0,

    /// <summary>A straight line, by least squares.</summary>
    Linear = 1,

    /// <summary>A straight line, by least squares of relative errors.</summary>
    RelativeLinear = 2,

    /// <summary>A power of the amount: a line in logarithms.</summary>
    Power = 3,

    /// <summary>The median of the observations of most like amounts.</summary>
    Local = 4,
}
