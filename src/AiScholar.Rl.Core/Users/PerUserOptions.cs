using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of the per-user policy; bound from the policy's <c>Parameters</c>. The defaults suit rewards of about 0 to 1.</summary>
public sealed class PerUserOptions : LinearModelSettings
{
    /// <summary>Weight of the population's confidence width, in units of reward, 0 to 1000; 0 is greedy.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Alpha { get; set; } = 0.2;

    /// <summary>Weight of the confidence width of the user's own deviation, in units of reward, 0 to 1000; 0 explores for the population only.</summary>
    /// <value>The default is 0.05: what one user teaches helps that user alone.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double UserAlpha { get; set; } = 0.05;

    /// <summary>How much coefficients differ between users: their variance in units of the rewards' noise variance, 0 to 1,000,000. Where it is learnt, the value at first.</summary>
    /// <value>The default is 0.05.</value>
    [Range(0, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double UserVariance { get; set; } = 0.05;

    /// <summary>Whether the variance between users is learnt from the data, for each feature.</summary>
    /// <value>The default is true.</value>
    public bool LearnUserVariance { get; set; } = true;

    /// <summary>What a user's reward still counts after one more of the same user and action, 0.5 to 1; 1 forgets nothing.</summary>
    /// <value>The default is 1.</value>
    [Range(0.5, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double UserDiscount { get; set; } = 1;

    /// <summary>The share of decisions spread evenly over all actions before anything is learnt, 0 to 1.</summary>
    /// <value>The default is 0.01.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double InitialEpsilon { get; set; } = 0.01;

    /// <summary>The share of decisions spread evenly over all actions in the long run, 0 to 1.</summary>
    /// <value>The default is 0.001.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double FinalEpsilon { get; set; } = 0.001;

    /// <summary>After this many learnt rewards epsilon has come half the way from its initial to its final value, at least 1.</summary>
    /// <value>The default is 100.</value>
    [Range(1, int.MaxValue, ErrorMessage = "{0} must be at least 1.")]
    public int EpsilonHalfLife { get; set; } = 100;

    /// <summary>Largest state of one user in bytes, 256 to 16,777,216. Where a new action would not fit, the correction of the user's least used action is dropped.</summary>
    /// <value>The default is 16384: 64 features and 20 actions take about 11,000.</value>
    [Range(256, 16_777_216, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxBytesPerUser { get; set; } = 16384;

    /// <summary>How many users are kept in memory, 1 to 100,000,000; the least recently used go to the store.</summary>
    /// <value>The default is 50,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int CachedUsers { get; set; } = 50_000;

    /// <summary>How many bytes the users in memory may take, at least 65,536.</summary>
    /// <value>The default is 536870912 (512 MiB).</value>
    [Range(65_536L, long.MaxValue, ErrorMessage = "{0} must be at least {1}.")]
    public long CachedBytes { get; set; } = 512L << 20;
}
