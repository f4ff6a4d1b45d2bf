namespace AiScholar.Rl.Testing;

/// <summary>A world to decide in, with a known optimum: a description that many runs share. Safe to use from many threads.</summary>
public interface IEnvironment
{
    /// <summary>Names it in reports.</summary>
    string Name { get; }

    /// <summary>The steps, ascending and from 0, at which the world changes abruptly; recovery is measured from each.</summary>
    IReadOnlyList<int> ChangePoints => [];

    /// <summary>
    /// The situations of one run, in order; endless, or as long as the data is. The same seed gives the same run, whoever decides: what each
    /// action would have earned is part of the step, so that learners are compared on equal luck.
    /// </summary>
    IEnumerable<EnvironmentStep> Run(int seed);
}
