namespace AiScholar.Rl;

/// <summary>
/// Extracted data of an element. A third party derives a record, marks it with <see cref="ElementContentKindAttribute"/> and
/// registers it with <c>AddContent&lt;T&gt;(JsonTypeInfo&lt;T&gt;)</c>; a kind that nobody registered is kept whole as <see cref="UnknownContent"/>.
/// </summary>
public abstract record ElementContent;
