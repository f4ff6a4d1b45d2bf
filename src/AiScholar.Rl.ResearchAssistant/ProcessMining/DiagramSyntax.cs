namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How a drawing language writes nodes and arrows.</summary>
/// <param name="Opening">What comes first.</param>
/// <param name="Node">A node of an id, a label and a shape.</param>
/// <param name="Edge">An arrow with a label, which may be empty.</param>
/// <param name="Closing">What comes last.</param>
internal sealed record DiagramSyntax(string Opening, Func<string, string, DiagramShape, string> Node, Func<string, string, string, string> Edge, string Closing);
