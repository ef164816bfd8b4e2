/** The icons of the app, all of Lucide (ISC): add one here to use it by name. */
import {
  Archive, ArrowDown, ArrowUp, Ban, BookOpen, Building2, Calculator, Calendar, CalendarClock, ChartColumn, Check, ChevronDown, ChevronLeft,
  ChevronRight, CircleAlert, Clock, Columns3, Copy, Download, Ellipsis, Euro, ExternalLink, Eye, FileText, FileUp, Flag, FolderOpen, Handshake,
  History, Image, Inbox, Info, KeyRound, Keyboard, Landmark, Lightbulb, Mail, MessageSquare, Paperclip, Pause, Pencil, Phone, Play, Plus, Printer,
  RotateCcw, Route, Scale, Search, Send, SlidersHorizontal, Sparkles, Sun, Table2, Trash2, TriangleAlert, Undo2, Upload, User, Users, X,
  type IconNode,
} from 'lucide';

const nodes = {
  alert: CircleAlert, archive: Archive, ban: Ban, bank: Landmark, book: BookOpen, building: Building2, calculator: Calculator, calendar: Calendar,
  chart: ChartColumn, check: Check, clip: Paperclip, clock: Clock, close: X, columns: Columns3, copy: Copy, demo: Sparkles, dispute: Scale,
  down: ChevronDown, download: Download, edit: Pencil, euro: Euro, eye: Eye, file: FileText, flag: Flag, folder: FolderOpen, history: History,
  image: Image, import: FileUp, inbox: Inbox, info: Info, key: KeyRound, keyboard: Keyboard, later: CalendarClock, left: ChevronLeft, mail: Mail,
  message: MessageSquare, more: Ellipsis, open: ExternalLink, pause: Pause, phone: Phone, play: Play, plan: Route, plus: Plus, print: Printer,
  promise: Handshake, retry: RotateCcw, right: ChevronRight, search: Search, send: Send, settings: SlidersHorizontal, sortDown: ArrowDown,
  sortUp: ArrowUp, sun: Sun, table: Table2, tip: Lightbulb, trash: Trash2, undo: Undo2, upload: Upload, user: User, users: Users,
  warning: TriangleAlert,
} satisfies Record<string, IconNode>;

/** The name of an icon. */
export type IconName = keyof typeof nodes;

type Shape = Readonly<Record<string, string | number | undefined>>;

/** A dot, or a round: two halves of a circle. */
const round = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** A rectangle, its corners rounded. */
function box(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}z`;
  const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}z`;
}

/** A shape of Lucide as the outline of a path: those the icons above are made of. */
function outline(tag: string, shape: Shape): string {
  const at = (key: string) => Number(shape[key] ?? 0);
  switch (tag) {
    // A small m counts from where the shape before ended, and from the corner in a path of its own.
    case 'path': return String(shape['d']).replace(/^m/, 'M0 0m');
    case 'circle': return round(at('cx'), at('cy'), at('r'));
    case 'rect': return box(at('x'), at('y'), at('width'), at('height'), at('rx') || at('ry'));
    case 'line': return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
    case 'polyline': return `M${String(shape['points'])}`;
    default: throw new Error(`no outline for <${tag}>`);
  }
}

const drawn = new Map<IconName, string>();

/** The drawing of an icon as one path, worked out once: a screen has dozens of them, and one path is the least to draw. */
export function drawing(name: IconName): string {
  let path = drawn.get(name);
  if (path === undefined) drawn.set(name, (path = nodes[name].map(([tag, shape]) => outline(tag, shape)).join('')));
  return path;
}

/** The names of all the icons. */
export const ICONS = Object.keys(nodes) as readonly IconName[];
