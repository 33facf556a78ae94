import type { RecommendationInWords } from "@talkplay-examples/talkplay";

/** The list of turns on the page; the last one grows. All text is set as text, never as markup. */
export class Conversation {
  #answer: HTMLElement | undefined;

  constructor(private readonly list: HTMLElement) {}

  /** A new turn with the user's wish. */
  begin(wish: string): void {
    const turn = document.createElement("li");
    const answer = document.createElement("div");
    answer.setAttribute("aria-busy", "true"); // read out once it is whole
    turn.append(paragraph("wish", wish), answer);
    this.list.append(turn);
    this.#answer = answer;
  }

  showTracks(tracks: readonly RecommendationInWords[]): void {
    const list = document.createElement("ol");
    list.setAttribute("aria-label", "Recommended tracks");
    for (const { name, facts, why } of tracks) {
      const item = document.createElement("li");
      const details = document.createElement("span");
      details.className = "facts";
      details.textContent = [facts, why].filter(Boolean).join(". ");
      item.append(name, document.createElement("br"), details);
      list.append(item);
    }
    this.#answer?.append(list, paragraph("response", ""));
  }

  /** @param text what the model has said so far */
  showText(text: string): void {
    const response = this.#answer?.querySelector(".response");
    if (response) response.textContent = text;
  }

  /** @param note what to say besides the answer, or nothing */
  finish(note: string): void {
    if (note !== "") this.#answer?.append(paragraph("note", note));
    this.#answer?.setAttribute("aria-busy", "false");
    this.#answer?.scrollIntoView({ block: "nearest" });
    this.#answer = undefined;
  }
}

function paragraph(name: string, text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  return element;
}
