package io.bancheng.canonical;

/** What a channel wants with a case that is here already. */
public enum NoteType {
  /** The reporter asks again (催办). */
  URGE,
  /** More about the matter (补充). */
  SUPPLEMENT,
  /** The reporter takes it back (撤销). */
  CANCEL,
  /** It is to be handled once more (重办). */
  REDO,
  /** The sender supervises the handling (督办). */
  SUPERVISE,
  /** The sender called the reporter back (回访). */
  VISIT,
  /** The result could not be delivered to the reporter (退信). */
  BOUNCE
}
