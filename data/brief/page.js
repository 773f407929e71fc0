// Shows a footnote beside its number on focus and on hover; Escape closes it. Without this script the numbers are links.
(() => {
  let peek = null;
  const close = () => { if (peek) peek.remove(); peek = null; };
  const open = (link) => {
    close();
    const note = document.getElementById(link.hash.slice(1));
    if (!note) return;
    peek = document.createElement('div');
    peek.id = 'peek';
    peek.setAttribute('role', 'tooltip');
    for (const part of note.querySelectorAll('q, cite')) peek.append(part.cloneNode(true));
    document.body.append(peek);
    const at = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - peek.offsetWidth - 8));
    peek.style.left = left + scrollX + 'px';
    const below = at.bottom + peek.offsetHeight + 12 < innerHeight;
    peek.style.top = (below ? at.bottom + 6 : at.top - peek.offsetHeight - 6) + scrollY + 'px';
    link.setAttribute('aria-describedby', 'peek');
  };
  for (const link of document.querySelectorAll('sup a')) {
    link.addEventListener('focus', () => open(link));
    link.addEventListener('mouseenter', () => open(link));
    link.addEventListener('blur', close);
    link.addEventListener('mouseleave', close);
  }
  addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
  addEventListener('beforeprint', close);
})();
