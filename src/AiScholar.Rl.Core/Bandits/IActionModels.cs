namespace AiScholar.Rl.Core;

/// <summary>A policy that keeps a model of each action, and lets the host manage them. New actions need no announcement: they are learnt as they come.</summary>
public interface IActionModels
{
    /// <summary>Forgets an action; offered again, it is new.</summary>
    /// <returns>Whether anything was known of it.</returns>
    bool RemoveAction(string actionId);

    /// <summary>Gives an action what is known of another, in place of what is known of itself.</summary>
    /// <param name="actionId">The action to give it to.</param>
    /// <param name="sourceActionId">The action to copy.</param>
    /// <param name="share">As how much of the source's experience it counts, above 0 to 1.</param>
    /// <returns>Whether anything is known of the source, and there is room.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    bool WarmStartAction(string actionId, string sourceActionId, double share = 0.1);
}
