namespace AiScholar.Rl;

/// <summary>Chooses what to ask a new user: the questions whose answers tell most. Safe to call from many threads.</summary>
public interface IQuestionChooser
{
    /// <summary>Chooses questions one after the other, each as the best after those before it.</summary>
    /// <returns>At most <see cref="QuestionRequest.Count"/> choices, the most informative first; candidates that the learner does not know are never chosen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    /// <exception cref="InvalidOperationException">The learner behind it is not trained.</exception>
    ValueTask<IReadOnlyList<QuestionChoice>> ChooseQuestionsAsync(QuestionRequest request, CancellationToken cancellationToken = default);
}
